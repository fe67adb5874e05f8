export interface Place {
  level: 'National' | 'Regional' | 'Local authority';
  regionCode: string;
  regionName: string;
  newCode: string;
  oldCode: string;
  name: string;
}

const REGIONS = {
  E12000001: 'North East',
  E12000002: 'North West',
  E12000003: 'Yorkshire and The Humber',
  E12000004: 'East Midlands',
  E12000005: 'West Midlands',
  E12000006: 'East of England',
  E12000007: 'London',
  E12000008: 'South East',
  E12000009: 'South West',
} as const;

type RegionCode = keyof typeof REGIONS;

const NOWHERE = { regionCode: '', regionName: '', newCode: '', oldCode: '', name: '' };

function region(regionCode: RegionCode): Place {
  return { ...NOWHERE, level: 'Regional', regionCode, regionName: REGIONS[regionCode] };
}

export function authority(regionCode: RegionCode, newCode: string, oldCode: string, name: string): Place {
  return { level: 'Local authority', regionCode, regionName: REGIONS[regionCode], newCode, oldCode, name };
}

/** England, two regions, two councils and the statistical neighbours of the first: those with all their figures. */
export const PLACES = {
  england: { ...NOWHERE, level: 'National' },
  eastOfEngland: region('E12000006'),
  westMidlands: region('E12000005'),
  hertfordshire: authority('E12000006', 'E10000015', '919', 'Hertfordshire'),
  oxfordshire: authority('E12000008', 'E10000025', '931', 'Oxfordshire'),
  buckinghamshire: authority('E12000008', 'E06000060', '825', 'Buckinghamshire'),
  cambridgeshire: authority('E12000006', 'E10000003', '873', 'Cambridgeshire'),
  bracknellForest: authority('E12000008', 'E06000036', '867', 'Bracknell Forest'),
  westSussex: authority('E12000008', 'E10000032', '938', 'West Sussex'),
  bromley: authority('E12000007', 'E09000006', '305', 'Bromley'),
  hampshire: authority('E12000008', 'E10000014', '850', 'Hampshire'),
  trafford: authority('E12000002', 'E08000009', '358', 'Trafford'),
  gloucestershire: authority('E12000009', 'E10000013', '916', 'Gloucestershire'),
  westBerkshire: authority('E12000008', 'E06000037', '869', 'West Berkshire'),
  herefordshire: authority('E12000005', 'E06000019', '884', 'Herefordshire, County of'),
} as const satisfies Record<string, Place>;

export type PlaceKey = keyof typeof PLACES;
