import { test } from 'vitest';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { twoPreparedParts } from './harness/prepared-parts.ts';

test('a borough comes in two prepared parts: found by name first, whole behind it, and nothing goes back in time', () => twoPreparedParts(openPGliteForTest));
