import { AREAS, drawArea } from '../areas.ts';
import { at, pick, type Random } from '../random.ts';

type SchoolKind = 'primary' | 'secondary' | 'special' | 'independent';

export interface School {
  urn: string;
  kind: SchoolKind;
  area: number;
}

const SCHOOLS_IN_COUNTY: Record<SchoolKind, number> = {
  primary: 410,
  secondary: 84,
  special: 25,
  independent: 36,
};

const FIRST_INVENTED_URN = 900_001;

const schools = new Map<SchoolKind, School[][]>();

let urn = FIRST_INVENTED_URN;
for (const [kind, count] of Object.entries(SCHOOLS_IN_COUNTY) as [SchoolKind, number][]) {
  schools.set(
    kind,
    AREAS.map(({ share }, area) =>
      Array.from({ length: Math.max(1, Math.round(count * share)) }, () => ({
        urn: String(urn++),
        kind,
        area,
      })),
    ),
  );
}

const SHARE_AT_HOME: Record<SchoolKind, number> = {
  primary: 0.92,
  secondary: 0.82,
  special: 0.62,
  independent: 0.4,
};

/** A school of the child's own area, or at times of another one. */
export function drawSchool(random: Random, kind: SchoolKind, homeArea: number): School {
  const area = random() < SHARE_AT_HOME[kind] ? homeArea : drawArea(random);
  return pick(random, at(schools.get(kind) ?? [], area));
}

export function drawMainstreamSchools(random: Random, area: number) {
  return {
    primarySchool: drawSchool(random, 'primary', area),
    secondarySchool: drawSchool(random, 'secondary', area),
  };
}
