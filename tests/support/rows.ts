/** Rows of extracts with every cell filled in, so that a test writes only the cells that matter to it. */

export type Cells = Record<string, string | number>;

/** A CSV file of these rows; the header is the first row's. */
export function csv(...rows: Cells[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function complaint(contact_id: string, received_on: string, cells: Cells = {}): Cells {
  return {
    contact_id,
    received_on,
    kind: 'complaint',
    agency: 'education',
    stage: '',
    theme: '',
    dspl_area: 'DSPL 1',
    due_on: '',
    responded_on: '',
    outcome: '',
    ...cells,
  };
}

export function request(request_id: string, requested_on: string, cells: Cells = {}): Cells {
  return {
    request_id,
    person_id: `P-${request_id}`,
    dspl_area: 'DSPL 1',
    requested_on,
    request_source: 'parent',
    decision_on: '',
    decision: '',
    outcome_on: '',
    outcome: '',
    plan_issued_on: '',
    exception: '',
    primary_need: '',
    phase: '',
    team: '',
    ...cells,
  };
}

/** A request that became a plan, without an exception. */
export function issued(
  request_id: string,
  requested_on: string,
  plan_issued_on: string,
  cells: Cells = {},
): Cells {
  return request(request_id, requested_on, {
    decision: 'assess',
    outcome: 'issue',
    plan_issued_on,
    exception: 'N',
    ...cells,
  });
}

/** A pupil's month: of the sessions possible, so many missed with permission. */
export function attendance(
  period: string,
  pupil_id: string,
  possible: number,
  missed: number,
  cells: Cells = {},
): Cells {
  return {
    period,
    pupil_id,
    school_urn: '900101',
    dspl_area: 'DSPL 1',
    sen_provision: 'E',
    phase: 'primary',
    sessions_possible: possible,
    sessions_attended: possible - missed,
    sessions_authorised: missed,
    sessions_unauthorised: 0,
    reduced_timetable: 'N',
    ...cells,
  };
}

export function exclusion(exclusion_id: string, started_on: string, cells: Cells = {}): Cells {
  return {
    exclusion_id,
    pupil_id: `P-${exclusion_id}`,
    dspl_area: 'DSPL 1',
    sen_provision: 'K',
    phase: 'secondary',
    kind: 'suspension',
    started_on,
    sessions_lost: 2,
    reason_1: 'DB',
    reason_2: '',
    reason_3: '',
    ...cells,
  };
}

export function plan(snapshot_on: string, plan_id: string, cells: Cells = {}): Cells {
  return {
    snapshot_on,
    plan_id,
    person_id: `P-${plan_id}`,
    dspl_area: 'DSPL 1',
    school_urn: '900101',
    school_dspl_area: '',
    placement: 'mainstream',
    out_of_county: 'N',
    primary_need: 'ASD',
    phase: 'primary',
    review_due_on: '',
    review_completed_on: '',
    team: '',
    caseworker_id: '',
    ...cells,
  };
}

export function headcount(snapshot_on: string, dspl_area: string, count: number, cells: Cells = {}): Cells {
  return {
    snapshot_on,
    dspl_area,
    phase: 'primary',
    sen_provision: 'N',
    age_band: '5 to 10',
    headcount: count,
    ...cells,
  };
}

/** The bytes that Excel on a British Windows writes: the curly apostrophe is 0x92 there. */
export function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\u0092'), 'latin1');
}
