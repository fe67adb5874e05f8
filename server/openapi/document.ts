import { z } from 'zod';
import type { DeclaredRoute, Needs } from '../access/needs.ts';
import type { About, Content, ProblemStatus } from './about.ts';
import { ANSWERS } from './answers.ts';

type Json = Record<string, unknown>;

interface DocumentOptions {
  /** The name of the cookie that says who has logged in; null where there is no log-in. */
  cookie: string | null;
}

/** The description of the API by OpenAPI 3.1, of the routes that say what they are. */
export function openApiDocument(routes: readonly DeclaredRoute[], { cookie }: DocumentOptions): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Waggle',
      version: '1',
      description:
        'The figures of a partnership’s dashboard. Each answer is from one published snapshot; “snapshot” asks for another than the newest. A level and areas that you may not see are never in an answer.',
    },
    servers: [{ url: '/' }],
    ...(cookie === null ? { security: [] } : { security: [{ session: [] }] }),
    paths: pathsOf(routes),
    components: {
      schemas: schemasByName(),
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [`Problem${status}`, refusal(description)]),
      ),
      ...(cookie !== null && {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookie, description: 'Log in at /log-in.' },
        },
      }),
    },
  };
}

function pathsOf(routes: readonly DeclaredRoute[]): Record<string, Json> {
  const paths: Record<string, Json> = {};
  for (const { method, url, needs, about } of routes) {
    if (!about || method === 'HEAD') continue;
    const path = url.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(about, needs) };
  }
  return paths;
}

function operationOf(about: About, needs: Needs): Json {
  const { id, summary, description, params, query, headers, body, status = 200, answer } = about;
  return {
    operationId: id,
    summary,
    description: [description, WHO[needs]].filter(Boolean).join(' '),
    parameters: [
      ...parameters('path', params),
      ...parameters('query', query),
      ...parameters('header', headers),
    ],
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      [status]: { description: summary, content: contentOf(answer) },
      ...((about.isTagged || isOfSnapshot(about)) && { 304: { description: UNCHANGED } }),
      ...Object.fromEntries(
        problemsOf(about).map((problem) => [problem, { $ref: `#/components/responses/Problem${problem}` }]),
      ),
    },
  };
}

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json;
    return { name, in: place, required: required.includes(name), description, schema: rest };
  });
}

/** What is answered from a snapshot can be asked of an older one, and is told from what the asker has already. */
function isOfSnapshot({ query }: About): boolean {
  return query?.shape.snapshot !== undefined;
}

function problemsOf(about: About): ProblemStatus[] {
  const own: ProblemStatus[] = [...(about.problems ?? []), ...(isOfSnapshot(about) ? [503 as const] : [])];
  return [400, 401, 404, 429, ...own];
}

function contentOf(content: Content): Json {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [type, schema ? { schema: schemaOf(schema) } : {}]),
  );
}

function schemaOf(schema: z.ZodType): Json {
  const name = Object.entries(ANSWERS).find(([, known]) => known === schema)?.[0];
  if (name !== undefined) return { $ref: addressOf(name) };
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema);
  return described;
}

function schemasByName(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: addressOf, override: withoutLimitsOfNumbers });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [id, schema]),
  );
}

/** How large a whole number can be in JavaScript is nothing to know about an answer. */
function withoutLimitsOfNumbers({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

function addressOf(name: string): string {
  return `#/components/schemas/${name}`;
}

function refusal(description: string): Json {
  return { description, content: { 'application/problem+json': { schema: schemaOf(ANSWERS.Problem) } } };
}

const UNCHANGED = 'It is as it was under the ETag that was sent in If-None-Match.';

const REFUSALS: Record<ProblemStatus, string> = {
  400: 'A parameter cannot be read, or does not fit the indicator.',
  401: 'You have to log in.',
  403: 'The form did not come from this dashboard, or is out of date.',
  404: 'There is no such thing, or it is not for you.',
  406: 'It cannot be had in this format.',
  413: 'What was sent is larger than may be sent.',
  415: 'What was sent is of a kind that cannot be read here.',
  429: 'Too many requests have come from you in the last minute.',
  503: 'No figures have been published yet.',
};

const WHO: Record<Needs, string> = {
  anyone: '',
  figures: 'For whoever may see figures.',
  leader: 'For leaders and analysts.',
  analyst: 'For analysts.',
  operator: 'For analysts and for this machine.',
};
