import { spelled } from '../areas.ts';
import { isoDate, type Month } from '../calendar.ts';
import { PATHWAYS, type Pathway } from '../county/pathways.ts';
import { type Leaver, WaitingList } from '../county/waiting-list.ts';
import type { Referral } from '../county/waiting-people.ts';
import type { SampleExtract } from '../extract.ts';

const AREA_NAMES = spelled('name');

export const waitingLists: SampleExtract = {
  name: 'waiting_lists',
  newline: '\r\n',
  columns: [
    'snapshot_on',
    'person_id',
    'dspl_area',
    'pathway',
    'provider',
    'referred_on',
    'status',
    'first_contact_on',
  ],
  rows: (county) => {
    const lists = PATHWAYS.map((pathway, position) => new WaitingList(county, pathway, position));
    return (month) => monthRows(lists, month);
  },
};

function* monthRows(lists: readonly WaitingList[], month: Month): Iterable<string> {
  for (const list of lists) {
    const { waiting, leavers } = list.at(month);
    const start = (referral: Referral) => rowStart(list.pathway, referral, month);
    for (const referral of waiting) yield `${start(referral)},waiting,`;
    for (const leaver of leavers) yield `${start(leaver)},${leaver.status},${contactOf(leaver)}`;
  }
}

/** Who is discharged has not been seen. */
function contactOf({ status, contactOn }: Leaver): string {
  return status === 'seen' ? isoDate(contactOn) : '';
}

function rowStart(
  { name, provider }: Pathway,
  { personId, area, referredOn }: Referral,
  month: Month,
): string {
  return `${isoDate(month.lastDay)},${personId},${AREA_NAMES[area]},${name},${provider},${isoDate(referredOn)}`;
}
