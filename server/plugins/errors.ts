import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemPage } from '../../web/pages/ProblemPage.tsx';
import { nothingAt } from '../access/needs.ts';
import { logInAddress } from '../access/return-to.ts';
import { frameIfAny, sendPage } from '../page.ts';
import { Problem } from '../problems.ts';

const NOT_A_PAGE = /^\/(api|charts|assets|healthz|readyz|metrics)(\/|$)/;

/** The one place that answers when a request fails: problem+json to programs, a page to people. */
export function answerProblems(app: FastifyInstance, log: (line: string) => void): void {
  app.setNotFoundHandler((request, reply) => {
    return answer(nothingAt(request), request, reply);
  });

  app.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) {
      log(`${request.method} ${pathOf(request)} failed: ${error.stack ?? error.message}`);
    }
    return answer(problem, request, reply);
  });
}

const REFUSALS: Record<number, string> = {
  413: 'What was sent is larger than may be sent here.',
  415: 'What was sent is of a kind that cannot be read here.',
  429: 'Too many requests have come from you in the last minute. Wait a minute and try again.',
};

function problemOf(error: Error & { statusCode?: number }): Problem {
  if (error instanceof Problem) return error;
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, REFUSALS[statusCode] ?? 'The request could not be understood.');
  return new Problem(500, 'Something went wrong here. It has been noted; please try again in a moment.');
}

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title, detail } = problem;
  if (status === 401 && wantsPage(request)) {
    return reply.header('cache-control', 'no-store').redirect(logInAddress(request.url), 303);
  }
  reply.code(status).header('cache-control', 'no-store');
  if (status === 503) reply.header('retry-after', '30');
  if (!wantsPage(request)) {
    return reply
      .type('application/problem+json')
      .send(JSON.stringify(problem.toBody(request.url.slice(0, 300))));
  }
  const { assets } = request.server;
  return sendPage(reply, ProblemPage, { frame: frameIfAny(request), assets, status, title, detail });
}

/** Without its query, which may hold what does not belong in a log. */
function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}

function wantsPage(request: FastifyRequest): boolean {
  const { headers } = request;
  return !NOT_A_PAGE.test(pathOf(request)) && (headers.accept ?? '').includes('text/html');
}
