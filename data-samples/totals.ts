/** The partnership's published totals and the months that make them up.
 *  Every list of 36 runs from January 2022 to December 2024. */

const threeYears = (...years: [number[], number[], number[]]): readonly number[] => years.flat();

/** New plans without a statutory exception. 2022: 1,541. 2023: 1,306. 2024: 1,699, of them 991 by July. */
export const PLANS_ISSUED = threeYears(
  [122, 128, 146, 112, 134, 140, 144, 98, 117, 136, 142, 122],
  [112, 108, 120, 96, 109, 113, 118, 86, 99, 115, 122, 108],
  [128, 134, 146, 132, 147, 150, 154, 118, 136, 158, 160, 136],
);

/** Those within 20 weeks. 2022: 502. 2023: 525. 2024: 957, of them 575 by July (58%). */
export const PLANS_ISSUED_ON_TIME = threeYears(
  [47, 46, 50, 37, 44, 45, 44, 29, 35, 42, 45, 38],
  [39, 36, 37, 31, 38, 45, 48, 34, 43, 55, 63, 56],
  [65, 73, 82, 78, 90, 93, 94, 66, 71, 82, 87, 76],
);

/** Those after more than a year; none before July 2022. */
export const PLANS_ISSUED_AFTER_A_YEAR = threeYears(
  [0, 0, 0, 0, 0, 0, 2, 2, 3, 3, 4, 4],
  [3, 3, 4, 2, 3, 3, 3, 2, 2, 3, 2, 2],
  [2, 3, 3, 3, 4, 4, 4, 3, 4, 5, 5, 5],
);

/** New plans with a statutory exception. 2022: 44. 2023: 57. 2024: 82. */
export const EXCEPTIONS_ISSUED = threeYears(
  [4, 4, 3, 3, 3, 3, 3, 2, 3, 4, 6, 6],
  [6, 5, 5, 4, 4, 4, 4, 3, 4, 5, 6, 7],
  [8, 7, 6, 6, 6, 6, 6, 4, 6, 8, 10, 9],
);

/** 2022: 10. 2023: 41. 2024: 27. */
export const EXCEPTIONS_ISSUED_ON_TIME = threeYears(
  [1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1],
  [4, 4, 4, 3, 3, 3, 3, 2, 3, 3, 4, 5],
  [3, 2, 2, 2, 2, 2, 2, 1, 2, 3, 3, 3],
);

export const REQUESTS_BY_YEAR = new Map([
  [2021, 2_165],
  [2022, 2_695],
  [2023, 2_849],
  [2024, 3_343],
]);

/** January to December. */
export const REQUEST_SEASON = [0.97, 1, 1.12, 0.92, 1.06, 1.08, 1.1, 0.74, 0.84, 1.06, 1.12, 0.99];

/** At the month's end. January 2023: 10,486. January 2024: 11,897. December 2024: 12,920. */
export const PLANS_MAINTAINED = threeYears(
  [10_105, 10_118, 10_137, 10_158, 10_186, 10_219, 10_247, 10_252, 10_268, 10_318, 10_374, 10_428],
  [10_486, 10_564, 10_660, 10_768, 10_889, 11_016, 11_141, 11_229, 11_329, 11_466, 11_615, 11_757],
  [11_897, 12_005, 12_112, 12_215, 12_324, 12_432, 12_531, 12_566, 12_623, 12_717, 12_823, 12_920],
);

/** Of annual reviews that fall due. July 2023: 9%. */
export const REVIEWS_ON_TIME = threeYears(
  [0.136, 0.128, 0.131, 0.117, 0.124, 0.119, 0.108, 0.095, 0.102, 0.111, 0.118, 0.104],
  [0.109, 0.099, 0.103, 0.091, 0.095, 0.087, 0.09, 0.082, 0.088, 0.106, 0.117, 0.121],
  [0.134, 0.151, 0.163, 0.178, 0.199, 0.212, 0.224, 0.205, 0.241, 0.268, 0.292, 0.31],
);

/** A month whose share is published must have a number of reviews due that makes it exact. */
export const REVIEWS_DUE_IN_LOTS_OF = new Map([['2023-07', 100]]);

/** April 2022 to March 2023: 530. 2023: 535. 2024: 571. */
export const COMPLAINTS = threeYears(
  [38, 41, 44, 36, 44, 46, 47, 33, 38, 45, 50, 41],
  [51, 46, 53, 40, 47, 49, 48, 34, 41, 47, 45, 34],
  [49, 48, 50, 46, 52, 49, 53, 38, 44, 53, 50, 39],
);

/** April 2022 to March 2023: 207. 2023: 168. 2024: 369. */
export const COMPLIMENTS = threeYears(
  [15, 17, 18, 18, 19, 17, 20, 15, 19, 20, 19, 16],
  [15, 13, 16, 12, 13, 14, 15, 10, 13, 16, 17, 14],
  [20, 22, 25, 28, 29, 31, 36, 25, 32, 41, 43, 37],
);

/** Pupils with a plan; September 2023: 367. Schools are closed in August. */
export const REDUCED_TIMETABLES = threeYears(
  [297, 303, 311, 308, 316, 321, 314, 0, 306, 318, 327, 322],
  [331, 338, 346, 341, 349, 356, 347, 0, 367, 359, 362, 348],
  [341, 335, 338, 322, 317, 309, 294, 0, 271, 266, 258, 242],
);

/** June 2023: 391. */
export const WAITING_FOR_SPECIAL_SCHOOL = threeYears(
  [340, 344, 348, 352, 356, 362, 366, 366, 330, 336, 342, 346],
  [352, 358, 364, 371, 381, 391, 394, 395, 356, 352, 348, 344],
  [342, 344, 346, 349, 352, 355, 352, 350, 322, 320, 319, 318],
);

/** Of those waiting for a special school place at the month's end. */
export const WAITING_FOR_SPECIAL_SCHOOL_OVER_A_YEAR = new Map([['2023-09', 170]]);

/** Speech and language advice for an assessment, of those first seen. */
export const SPEECH_ADVICE_IN_SIX_WEEKS = threeYears(
  [0.45, 0.43, 0.46, 0.44, 0.47, 0.45, 0.48, 0.42, 0.46, 0.49, 0.5, 0.47],
  [0.51, 0.53, 0.5, 0.54, 0.56, 0.55, 0.58, 0.52, 0.57, 0.61, 0.63, 0.6],
  [0.64, 0.67, 0.69, 0.68, 0.72, 0.74, 0.77, 0.71, 0.76, 0.8, 0.83, 0.85],
);

/** The county's schools, as published for 2022. */
export const SCHOOLS = 532;

export interface Answers {
  /** Of 4 or 5 on the scale from 1 to 5. */
  positive: number;
  answered: number;
}

const answers = (positive: number, answered: number): Answers => ({ positive, answered });

/** Parents. April 2023 to March 2024: 170 of 340 (50%). April to June 2024: 61 of 100. */
export const SATISFIED_WITH_GETTING_A_PLAN = new Map([
  ['2023-04', answers(12, 26)],
  ['2023-05', answers(13, 28)],
  ['2023-06', answers(14, 29)],
  ['2023-07', answers(13, 28)],
  ['2023-08', answers(10, 22)],
  ['2023-09', answers(13, 27)],
  ['2023-10', answers(15, 30)],
  ['2023-11', answers(16, 31)],
  ['2023-12', answers(13, 26)],
  ['2024-01', answers(16, 30)],
  ['2024-02', answers(17, 31)],
  ['2024-03', answers(18, 32)],
  ['2024-04', answers(19, 32)],
  ['2024-05', answers(21, 35)],
  ['2024-06', answers(21, 33)],
]);

/** Staff who feel supported by managers and are committed to Hertfordshire: 90%. */
export const STAFF_SUPPORTED = new Map([['2024-07', answers(180, 200)]]);

export const SUSPENSIONS_BY_YEAR = new Map([
  [2022, 8_310],
  [2023, 8_790],
  [2024, 8_940],
]);

export const PERMANENT_EXCLUSIONS_BY_YEAR = new Map([
  [2022, 93],
  [2023, 104],
  [2024, 108],
]);

export interface AuditedQuarter {
  from: string;
  newAndAmended: { audited: number; goodOrOutstanding: number };
  annualReviews: { audited: number; goodOrOutstanding: number };
}

const audited = (from: string, plans: [number, number], reviews: [number, number]): AuditedQuarter => ({
  from,
  newAndAmended: { goodOrOutstanding: plans[0], audited: plans[1] },
  annualReviews: { goodOrOutstanding: reviews[0], audited: reviews[1] },
});

/** July 2023: 5%. October 2023: 14%. April 2024: 36.2%, with no annual reviews audited while their tool changed. */
export const AUDITS: readonly AuditedQuarter[] = [
  audited('2022-01', [13, 90], [3, 20]),
  audited('2022-04', [16, 100], [4, 25]),
  audited('2022-07', [9, 80], [2, 20]),
  audited('2022-10', [18, 100], [4, 25]),
  audited('2023-01', [15, 110], [4, 28]),
  audited('2023-04', [11, 110], [3, 30]),
  audited('2023-07', [6, 120], [1, 20]),
  audited('2023-10', [21, 150], [7, 50]),
  audited('2024-01', [62, 260], [14, 60]),
  audited('2024-04', [181, 500], [0, 0]),
  audited('2024-07', [187, 480], [38, 100]),
  audited('2024-10', [209, 510], [49, 120]),
];
