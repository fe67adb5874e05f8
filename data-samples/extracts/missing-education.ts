import { spelled } from '../areas.ts';
import { isoDate, type Month } from '../calendar.ts';
import type { County } from '../county/county.ts';
import {
  FLOWS,
  type MonthOut,
  Newcomers,
  type OutOfSchool,
  OutOfSchoolList,
} from '../county/out-of-school.ts';
import { OutOfSchoolWithPlan } from '../county/out-of-school-plans.ts';
import { PATHWAYS } from '../county/pathways.ts';
import { WaitingList } from '../county/waiting-list.ts';
import type { SampleExtract } from '../extract.ts';
import { at } from '../random.ts';

const AREA_NAMES = spelled('id');

interface List {
  at(month: Month): MonthOut;
}

export const missingEducation: SampleExtract = {
  name: 'missing_education',
  newline: '\n',
  columns: ['snapshot_on', 'person_id', 'dspl_area', 'status', 'since_on', 'sen_provision', 'reengaged_on'],
  rows: (county) => {
    const newcomers = new Newcomers(county);
    const lists: List[] = [
      ...FLOWS.map((flow) => new OutOfSchoolList(flow, newcomers)),
      new OutOfSchoolWithPlan(county, specialSchoolList(county)),
    ];
    return (month) => monthRows(lists, month);
  },
};

/** The same list as among the waiting lists. */
function specialSchoolList(county: County): WaitingList {
  const position = PATHWAYS.findIndex(({ name }) => name === 'special_school_place');
  return new WaitingList(county, at(PATHWAYS, position), position);
}

function* monthRows(lists: readonly List[], month: Month): Iterable<string> {
  for (const list of lists) {
    const { out, back } = list.at(month);
    for (const child of out) yield `${rowStart(child, month)},`;
    for (const child of back) yield `${rowStart(child, month)},${isoDate(child.backOn)}`;
  }
}

function rowStart({ personId, area, status, sinceOn, provision }: OutOfSchool, month: Month): string {
  return `${isoDate(month.lastDay)},${personId},${AREA_NAMES[area]},${status},${isoDate(sinceOn)},${provision}`;
}
