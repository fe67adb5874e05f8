import type { ComponentChildren } from 'preact';
import type { Assurance, Variation } from '../../../indicators/series.ts';
import type { Status } from '../../words.ts';

/** Small pictures beside words. Each says again what its word says, so screen readers skip it. */

const STATUS_PATHS: Record<Status, string> = {
  met: 'M3 8.5l3.5 3.5L13 5',
  on_track: 'M3 12.5l9-9M6 3.5h6v6',
  off_track: 'M8 2.5v7M8 12.4v1.1',
  in_doubt: 'M5.4 5.8a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.1.9-1.1 1.7M8 12.4v1.1',
  no_target: 'M3.5 8h9',
  hidden: 'M4.5 7.5h7v5h-7zM6 7.5v-2a2 2 0 0 1 4 0v2',
  no_figure: 'M4.5 11.5l7-7',
  awaiting_data: 'M8 4v4.3l2.8 1.9',
};

export function StatusIcon({ status }: { status: Status }) {
  return (
    <LineIcon>
      <path d={STATUS_PATHS[status]} />
      {(status === 'awaiting_data' || status === 'no_figure') && <circle cx="8" cy="8" r="6.2" />}
    </LineIcon>
  );
}

/** Lines on a square of 16. */
export function LineIcon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      fill="none"
      stroke="currentColor"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** A small trace: level for usual variation, climbing or sinking for a real change. */
const VARIATION_PATHS: Record<'usual' | 'high' | 'low', string> = {
  usual: 'M2 12l4-4 4 6 4-6 4 6 4-4',
  high: 'M2 17l5-2 4 1 5-8 5-3M16 4.5l5.4-.2.2 5.4',
  low: 'M2 5l5 2 4-1 5 8 5 3M16 17.6l5.4.2.2-5.4',
};

export function VariationIcon({ variation }: { variation: Variation }) {
  const way = variation === 'common_cause' ? 'usual' : variation.endsWith('high') ? 'high' : 'low';
  return (
    <svg
      class={`icon trace ${toneOf(variation)}`}
      fill="none"
      stroke="currentColor"
      viewBox="0 0 24 22"
      width="24"
      height="22"
      aria-hidden="true"
      focusable="false"
    >
      <path d={VARIATION_PATHS[way]} />
    </svg>
  );
}

function toneOf(variation: Variation): string {
  if (variation.startsWith('improvement')) return 'tone-good';
  return variation.startsWith('concern') ? 'tone-bad' : 'tone-plain';
}

/** A target: its middle filled when it is reliably met, empty when it is reliably missed. */
export function AssuranceIcon({ assurance }: { assurance: Assurance }) {
  return (
    <svg
      class="icon trace tone-plain"
      fill="none"
      stroke="currentColor"
      viewBox="0 0 22 22"
      width="22"
      height="22"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="11" cy="11" r="9" />
      <circle cx="11" cy="11" r="4" class={assurance === 'consistently_passes' ? 'filled' : undefined} />
      {assurance === 'consistently_fails' && <path d="M4.5 17.5l13-13" />}
    </svg>
  );
}

export function HexIcon({ tone }: { tone: 'good' | 'bad' | 'plain' }) {
  return (
    <svg
      class={`hexicon tone-${tone}`}
      viewBox="0 0 18 20"
      width="18"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M9 .5l8 4.7v9.6l-8 4.7-8-4.7V5.2z" />
    </svg>
  );
}
