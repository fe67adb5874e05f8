import { type Plan, plansOfCounty } from './plans.ts';
import type { Pupil } from './pupils.ts';
import { type Request, requestsOfCounty } from './requests.ts';
import { senSupportOfCounty } from './sen-support.ts';

/** The invented children whom the extracts speak of; a child keeps one id in all of them. */
export interface County {
  requests: readonly Request[];
  plans: readonly Plan[];
  senSupport: readonly Pupil[];
}

export function buildCounty(): County {
  const requests = requestsOfCounty();
  return { requests, plans: plansOfCounty(requests), senSupport: senSupportOfCounty() };
}
