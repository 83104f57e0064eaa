import { test } from 'vitest';
import { openPostgresForTest } from '../../src/central/testing/stores.ts';
import { twoPreparedParts } from './harness/prepared-parts.ts';

test('a borough comes in two prepared parts from PostgreSQL', () => twoPreparedParts(openPostgresForTest));
