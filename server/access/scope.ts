import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Level } from '../../indicators/series.ts';
import type { Sight } from '../snapshots/sight.ts';

/** Whose figures a request may see. Decided here and nowhere else. */

/** `area:north` is somebody of the area group of North. */
export type Role = 'analyst' | 'leader' | 'public' | `area:${string}`;

export interface Scope {
  readonly role: Role;
  readonly level: Level;
  /** Deliveries, findings and lineage: what is known of files. */
  readonly files: boolean;
  /** The area that an area's user belongs to. */
  readonly ownArea: string | null;
}

export function scopeFor(role: Role): Scope {
  const full = role === 'analyst' || role === 'leader';
  return {
    role,
    level: full ? 'full' : 'protected',
    files: role === 'analyst',
    ownArea: role.startsWith('area:') ? role.slice('area:'.length) : null,
  };
}

const ROLE = /^(analyst|leader|public|area:[a-z0-9][a-z0-9-]{0,60})$/;

export function isRole(text: string): text is Role {
  return ROLE.test(text);
}

/** What a scope lets through of a snapshot, by the partnership's policy as it is today. */
export function sightOf(scope: Scope, partnership: Partnership): Sight {
  return { level: scope.level, files: scope.files, areas: areasSeen(scope, partnership) };
}

/** Null is every area. The county's own figures are for all who may see figures. */
function areasSeen(scope: Scope, { areas, roles }: Partnership): string[] | null {
  if (scope.level === 'full') return null;
  const all = areas.map((area) => area.id);
  if (scope.ownArea === null) return roles?.public === 'all_areas' ? all : [];
  if (roles?.areas === 'all_areas') return all;
  const seen = new Set([scope.ownArea, ...(roles?.also?.[scope.ownArea] ?? [])]);
  return all.filter((id) => seen.has(id));
}
