/** Streets, houses and flats in a made-up town, ward by ward, with postcodes in an area no real place uses. */
import type { Property } from '#domain/records/council.ts';
import { asId } from '#domain/ids.ts';
import type { StreetWords } from './catalogue.ts';
import type { Ward } from './council-files.ts';
import type { Random } from './random.ts';

const HOUSES_A_POSTCODE = 18;
/** The letters that end a British postcode; the rest look too much like others. */
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
/** UPRNs of the generated borough; the scenes' own properties have lower ones. */
const FIRST_UPRN = 990_000_100_000;

/** Yields properties for ever: when every street name is used, the names begin again in other wards. */
export function* generateProperties(random: Random, words: StreetWords, wards: readonly Ward[]): Generator<Property, never> {
  const names = words.stems.length * words.kinds.length;
  const stride = coprimeStep(names);
  const postcodes = new Map<string, number>();
  let uprn = FIRST_UPRN;

  for (let street = 0; ; street += 1) {
    const ward = wards[street % wards.length];
    if (ward === undefined) throw new Error('a council has at least one ward');
    const name = (street * stride) % names;
    const streetName = `${words.stems[name % words.stems.length] ?? ''} ${words.kinds[Math.floor(name / words.stems.length)] ?? ''}`;
    const length = 24 + random.below(70);
    const flats = random.chance(0.14) ? random.pick(words.houses) : null;
    let postcode = '';
    for (let house = 0; house < length; house += 1) {
      if (house % HOUSES_A_POSTCODE === 0) postcode = nextPostcode(ward.district, postcodes);
      uprn += 1;
      yield {
        id: asId(String(uprn)),
        addressLine: flats === null ? `${String(house + 1)} ${streetName}` : `Flat ${String(house + 1)}, ${flats}, ${streetName}`,
        locality: ward.locality, postcode, ward: ward.name,
      };
    }
  }
}

/** Sectors 1 to 8; sector 9 is kept for the people of the scenes. */
function nextPostcode(district: string, counters: Map<string, number>): string {
  const count = counters.get(district) ?? 0;
  counters.set(district, count + 1);
  const letters = UNIT_LETTERS.length;
  const sector = 1 + Math.floor(count / (letters * letters)) % 8;
  return `${district} ${String(sector)}${UNIT_LETTERS.charAt(Math.floor(count / letters) % letters)}${UNIT_LETTERS.charAt(count % letters)}`;
}

/** A step near the golden section that visits every one of `size` places before any of them twice. */
export function coprimeStep(size: number): number {
  let step = Math.max(1, Math.round(size * 0.618));
  while (greatestCommonDivisor(step, size) !== 1) step += 1;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
