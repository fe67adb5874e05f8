import { quoted } from './csv.ts';
import { weighted } from './random.ts';

interface Area {
  id: string;
  name: string;
  /** Share of the county's children. */
  share: number;
  /** Above 1: plans and reviews there are more often on time than elsewhere. */
  punctuality: number;
  /** Above 1: more referrals to the autism and ADHD pathways than its share of children. */
  referralPressure: number;
  /** Above 1: children there are seen sooner. */
  clinicPace: number;
}

export const AREAS: readonly Area[] = [
  {
    id: 'dspl-1',
    name: 'Hitchin, Letchworth, Baldock and Royston',
    share: 0.11,
    punctuality: 1.15,
    referralPressure: 0.95,
    clinicPace: 1.08,
  },
  {
    id: 'dspl-2',
    name: 'Stevenage',
    share: 0.08,
    punctuality: 0.75,
    referralPressure: 1.1,
    clinicPace: 0.97,
  },
  {
    id: 'dspl-3',
    name: "Bishop's Stortford, Sawbridgeworth, Buntingford, Watton-at-Stone, Hertford and Ware",
    share: 0.12,
    punctuality: 1.25,
    referralPressure: 0.9,
    clinicPace: 1.1,
  },
  {
    id: 'dspl-4',
    name: 'Hoddesdon, Broxbourne and Cheshunt',
    share: 0.07,
    punctuality: 0.68,
    referralPressure: 1.05,
    clinicPace: 0.98,
  },
  {
    id: 'dspl-5',
    name: 'Welwyn Garden City and Hatfield (excluding south Hatfield villages)',
    share: 0.09,
    punctuality: 0.95,
    referralPressure: 1,
    clinicPace: 1,
  },
  {
    id: 'dspl-6',
    name: 'Potters Bar (including south Hatfield villages) and Borehamwood',
    share: 0.06,
    punctuality: 1.05,
    referralPressure: 0.95,
    clinicPace: 1.02,
  },
  {
    id: 'dspl-7',
    name: 'Harpenden and St Albans',
    share: 0.13,
    punctuality: 1.5,
    referralPressure: 0.9,
    clinicPace: 1.1,
  },
  {
    id: 'dspl-8',
    name: 'Berkhamsted, Tring, Hemel Hempstead and Kings Langley',
    share: 0.15,
    punctuality: 1,
    referralPressure: 1,
    clinicPace: 1,
  },
  {
    id: 'dspl-9',
    name: 'Watford, Three Rivers, Bushey and Radlett',
    share: 0.19,
    punctuality: 0.82,
    referralPressure: 1.2,
    clinicPace: 0.88,
  },
];

/** How a supplier writes the nine areas: `dspl-2`, `DSPL 2`, `DSPL2` or `Stevenage`. */
type Spelling = 'id' | 'spaced' | 'joined' | 'name';

/** The nine areas as they stand in a file, in the order of `AREAS`. */
export function spelled(spelling: Spelling): readonly string[] {
  return AREAS.map((area, index) => {
    const number = index + 1;
    return quoted(
      { id: area.id, spaced: `DSPL ${number}`, joined: `DSPL${number}`, name: area.name }[spelling],
    );
  });
}

/** Draws an area's position in `AREAS` by its share of children. */
export const drawArea = weighted(AREAS.map((area, index) => [index, area.share] as const));

export const drawReferringArea = weighted(
  AREAS.map((area, index) => [index, area.share * area.referralPressure] as const),
);
