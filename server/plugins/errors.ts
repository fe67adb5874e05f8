import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemPage } from '../../web/pages/ProblemPage.tsx';
import { frameIfAny, sendPage } from '../page.ts';
import { Problem } from '../problems.ts';

const NOT_A_PAGE = /^\/(api|charts|assets|healthz|readyz|metrics)(\/|$)/;

/** The one place that answers when a request fails: problem+json to programs, a page to people. */
export function answerProblems(app: FastifyInstance, log: (line: string) => void): void {
  app.setNotFoundHandler((request, reply) => {
    const [path] = request.url.split('?');
    return answer(new Problem(404, `There is nothing at ${path}.`), request, reply);
  });

  app.setErrorHandler<FastifyError | Problem>((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status === 500) {
      log(`${request.method} ${request.url} failed: ${error.stack ?? error.message}`);
    }
    return answer(problem, request, reply);
  });
}

function problemOf(error: Error & { statusCode?: number }): Problem {
  if (error instanceof Problem) return error;
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'The request could not be understood.');
  return new Problem(500, 'Something went wrong here. It has been noted; please try again in a moment.');
}

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title, detail } = problem;
  reply.code(status).header('cache-control', 'no-store');
  if (status === 503) reply.header('retry-after', '30');
  if (!wantsPage(request)) {
    return reply.type('application/problem+json').send(JSON.stringify(problem.toBody(request.url)));
  }
  const { assets } = request.server;
  return sendPage(reply, ProblemPage, { frame: frameIfAny(request), assets, status, title, detail });
}

function wantsPage({ url, headers }: FastifyRequest): boolean {
  return !NOT_A_PAGE.test(url.split('?')[0] ?? '') && (headers.accept ?? '').includes('text/html');
}
