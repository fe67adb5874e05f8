import { COUNTY } from '../../indicators/areas.ts';
import type { Comment } from '../../indicators/plan.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Responses } from '../../web/props/indicator.ts';
import type { Figures } from '../figures.ts';
import { planOf } from './plan.ts';

/** What is said and done about an indicator, the newest first. Comments and decisions are in free words and may quote any
 *  figure, so only those who may see every figure have them. */
export async function responsesTo(
  figures: Figures,
  { id, actions: refs }: Indicator,
  area: string,
  today: string,
): Promise<Responses> {
  const [{ actions, decisions }, comments] = await Promise.all([
    planOf(figures, today),
    commentsOn(figures, id),
  ]);
  const open = figures.level === 'full';
  return {
    comments: open ? comments.filter((comment) => area === COUNTY || isAbout(comment, area)) : [],
    decisions: open ? decisions.filter(({ indicator }) => indicator === id) : [],
    actions: actions.filter(({ ref, indicators }) => indicators.includes(id) || refs.includes(ref)),
  };
}

function isAbout(comment: Comment, area: string): boolean {
  return comment.area === null || comment.area === COUNTY || comment.area === area;
}

async function commentsOn({ snapshot }: Figures, indicator: string): Promise<Comment[]> {
  if (!snapshot.has('commentary')) return [];
  return snapshot.rows<Comment>(
    'SELECT * FROM commentary WHERE indicator = $indicator ORDER BY written_on DESC, id DESC',
    { indicator },
  );
}
