import type { Catalogue } from '../../indicators/schema.ts';
import type { SnapshotInfo } from '../../indicators/series.ts';

/** What the server gives a page. A page is a function from these to markup: it asks for nothing and decides nothing. */

/** What every page has around it. */
export interface Frame {
  /** The page's address, with its query: marks the current place in the navigation. */
  path: string;
  catalogue: Catalogue;
  snapshot: SnapshotInfo;
  /** The figures are invented sample data, and the page must say so. */
  sampleData: boolean;
  assets: Assets;
  /** The same page with the latest figures; only of one that was asked for an earlier snapshot by name. */
  latest?: string;
  /** Deliveries and findings may be looked at; unless said they may. */
  seesFiles?: boolean;
  /** How the data arrive may be looked at; unless said it may. */
  seesQuality?: boolean;
  /** Who is looking, and how they change that. */
  viewer?: ViewerProps | null;
}

export interface ViewerProps {
  mode: 'open' | 'local' | 'oidc';
  role: string;
  name: string | null;
  /** Proves that a form was sent by who was shown it. */
  csrf: string;
  /** The areas whose groups' view can be tried, where there is no log-in. */
  areas: { id: string; name: string }[];
  path: string;
}

export interface LogInProps {
  assets: Assets;
  mode: 'local' | 'oidc';
  csrf: string;
  name: string;
  returnTo: string;
  /** What was wrong with the last try. */
  problem: string | null;
  loggedOut: boolean;
}

export interface Assets {
  /** The style sheet itself: it comes with the page, whose first paint then waits for nothing else. */
  style: string;
  /** The script's address. */
  script: string;
}

export interface ProblemProps {
  frame: Frame | null;
  assets: Assets;
  status: number;
  title: string;
  detail: string;
}
