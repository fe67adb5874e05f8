import type { FastifyRequest } from 'fastify';
import type { Level } from '../indicators/series.ts';

/** Whose figures a request may see. Decided here and nowhere else. */
export interface Scope {
  level: Level;
  role: 'analyst' | 'leader';
}

/** `open` is for one machine and one person, who sees everything. */
export function scopeOf(_request: FastifyRequest): Scope {
  return { level: 'full', role: 'analyst' };
}
