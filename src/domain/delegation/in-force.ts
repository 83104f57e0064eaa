import type { SchemeVersion } from '../records/council.ts';
import type { Instant } from '../time/instant.ts';

/** The newest version that has begun and not ended, and is for this team: a pilot is for the teams it names only. */
export function schemeInForce(schemes: readonly SchemeVersion[], at: Instant, teamId: string): SchemeVersion | null {
  const inForce = schemes.filter(({ effectiveFrom, effectiveTo, pilotTeams }) =>
    at >= effectiveFrom && (effectiveTo === null || at < effectiveTo) && (pilotTeams === null || pilotTeams.includes(teamId)));
  return inForce.toSorted((one, other) => other.version - one.version)[0] ?? null;
}
