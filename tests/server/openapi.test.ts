import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '../../server/openapi/document.ts';
import { BAD_SHA, type Built, build, change, homeWith } from './home.ts';

/** The description of the API beside the API itself. */

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema?: object;
}

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { content: Contents };
  responses: Record<string, { $ref?: string; description?: string; content?: Contents }>;
}
type Contents = Record<string, { schema?: object }>;

interface Description {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  security: unknown[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, object> };
}

let built: Built;
let description: Description;
beforeEach(async () => {
  built = await build(await homeWith(11, 12));
  description = (await built.app.inject('/api/openapi.json')).json();
});

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation,
    })),
  );

const EXAMPLES: Record<string, string> = { id: 'plans-on-time', indicator: 'plans-on-time', sha: BAD_SHA };
const addressOf = (path: string) => path.replace(/\{(\w+)\}/g, (_all, name: string) => EXAMPLES[name] ?? '');

describe('the description of the API', () => {
  it('has every route of the API and the charts, and no other', () => {
    const served = built.app.declaredRoutes
      .filter(({ method, url }) => method !== 'HEAD' && /^\/(api|charts)\//.test(url))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    expect(served.length).toBeGreaterThan(15);
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(served.sort());
  });

  it('names every parameter that an address takes, and says what it is', async () => {
    const asked = operations().filter(({ method }) => method === 'get');
    const strict = await Promise.all(
      asked.map(async ({ name, path, operation }) => {
        const { detail = '' } = (await built.app.inject(`${addressOf(path)}?zzzzzz=1`)).json<{
          detail?: string;
        }>();
        const [, taken] = /no parameter “zzzzzz” here\. This address takes (.*?)\./.exec(detail) ?? [];
        const told = operation.parameters.filter((one) => one.in === 'query').map((one) => one.name);
        if (taken === undefined) return { name, told, taken: null };
        return { name, told, taken: [...taken.matchAll(/“(\w+)”/g)].map(([, word]) => word) };
      }),
    );
    for (const { name, told, taken } of strict) expect(told, name).toEqual(taken ?? []);
    const readsNone = strict.filter(({ taken }) => taken === null).map(({ name }) => name);
    expect(readsNone.sort()).toEqual(['GET /api/v1/runs/{id}', 'GET /api/v1/runs/{id}/findings.csv']);
    for (const { name, operation } of operations())
      for (const parameter of operation.parameters)
        expect(parameter.description, `${name} ${parameter.name}`).toMatch(/\w.*\.$/);
  });

  it('is whole as OpenAPI 3.1 asks', () => {
    const { openapi, info, servers, components } = description;
    expect(openapi).toMatch(/^3\.1\.\d+$/);
    expect(info).toMatchObject({ title: 'Waggle', version: '1' });
    expect(servers).toEqual([{ url: '/' }]);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path, operation } of operations()) {
      const { summary, parameters, responses } = operation;
      expect(summary, name).toMatch(/\.$/);
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map((one) => `{${one.name}}`).sort(), name).toEqual(
        (path.match(/\{\w+\}/g) ?? []).sort(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
      for (const { schema } of parameters) expect(schema).toBeTypeOf('object');
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '404', '429']));
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      for (const response of Object.values(responses))
        expect(response.$ref ?? response.description).toBeTypeOf('string');
    }
    for (const name of Object.keys({ ...components.schemas, ...components.responses }))
      expect(name).toMatch(/^[\w.-]+$/);
  });

  it('refers to nothing that is not in it, and leaves nothing in it that nothing refers to', () => {
    const refs = new Set(
      [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref ?? ''),
    );
    const { schemas, responses } = description.components;
    const there = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(responses).map((name) => `#/components/responses/${name}`),
    ];
    expect([...refs].sort()).toEqual(there.sort());
    expect(JSON.stringify(description)).not.toMatch(/"\$(id|schema|defs)":"/);
  });

  it('says in which formats a series, findings, charts and the news of an upload come', () => {
    const formats = (path: string) =>
      Object.keys(description.paths[path]?.get?.responses[200]?.content ?? {});
    expect(formats('/api/v1/indicators/{id}/series').sort()).toEqual([
      'application/json',
      'application/vnd.apache.arrow.stream',
      'application/vnd.apache.parquet',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
    ]);
    expect(description.paths['/api/v1/indicators/{id}/series']?.get?.responses).toHaveProperty('406');
    for (const path of ['/api/v1/indicators/{id}/areas', '/api/v1/overview', '/api/v1/files'])
      expect(formats(path), path).toEqual(formats('/api/v1/indicators/{id}/series'));
    expect(formats('/api/v1/files/{sha}/findings')).toEqual(['application/json', 'text/csv']);
    expect(formats('/api/v1/runs/{id}')).toEqual(['application/json', 'text/event-stream']);
    expect(formats('/charts/{indicator}.svg')).toEqual(['image/svg+xml']);
  });

  it('asks for a session’s cookie only where there is log-in', () => {
    expect(description.security).toEqual([]);
    const document = openApiDocument(built.app.declaredRoutes, { cookie: '__Host-waggle-session' });
    expect(document).toMatchObject({
      security: [{ session: [] }],
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-waggle-session' } },
      },
    });
  });

  it.each(['/api/openapi.json', '/api/v1/snapshots'])(
    'is kept like other answers, as %s: who has it already is told so',
    async (url) => {
      expect(description.paths[url]?.get?.responses).toHaveProperty('304');
      const first = await built.app.inject(url);
      expect(first.headers['cache-control']).toBe('private, no-cache');
      const headers = { 'if-none-match': String(first.headers.etag) };
      expect((await built.app.inject({ url, headers })).statusCode).toBe(304);
    },
  );
});

/** The schema as somebody reads it who has the description and nothing else. */
function described(path: string, status: string, type = 'application/json', method = 'get'): z.ZodType {
  const answers = description.paths[path]?.[method]?.responses ?? {};
  const { $ref } = answers[status] ?? {};
  const name = $ref?.split('/').at(-1) ?? '';
  const answer = ($ref ? description.components.responses[name] : answers[status]) as {
    content?: Contents;
  };
  const schema = answer?.content?.[type]?.schema;
  if (!schema) throw new Error(`${path} has no schema of ${type} under ${status}`);
  const whole = JSON.stringify({ ...schema, $defs: description.components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
}

describe('an answer', () => {
  it.each([
    ['/api/v1/indicators/{id}/series', '/api/v1/indicators/plans-on-time/series'],
    ['/api/v1/indicators/{id}/series', '/api/v1/indicators/plans-on-time/series?grain=calendar_year'],
    ['/api/v1/indicators/{id}/series', '/api/v1/indicators/waiting/series?area=dspl-1'],
    ['/api/v1/indicators/{id}/areas', '/api/v1/indicators/plans-on-time/areas'],
    ['/api/v1/indicators/{id}/areas', '/api/v1/indicators/waiting/areas'],
    ['/api/v1/overview', '/api/v1/overview'],
    ['/api/v1/catalogue', '/api/v1/catalogue'],
    ['/api/v1/files', '/api/v1/files'],
    ['/api/v1/files/{sha}', `/api/v1/files/${BAD_SHA}`],
    ['/api/v1/files/{sha}/findings', `/api/v1/files/${BAD_SHA}/findings`],
    ['/api/v1/snapshots', '/api/v1/snapshots'],
    ['/api/v1/lineage', '/api/v1/lineage?indicator=requests&period=CY2023'],
    ['/api/v1/plan', '/api/v1/plan'],
    ['/api/v1/gaps', '/api/v1/gaps'],
    ['/charts/{indicator}.vl.json', '/charts/plans-on-time.vl.json'],
    ['/charts/{indicator}.vg.json', '/charts/plans-on-time.vg.json'],
    ['/api/openapi.json', '/api/openapi.json'],
  ])('of %s is as described: %s', async (path, address) => {
    const response = await built.app.inject(address);
    expect(response.statusCode, response.body).toBe(200);
    expect(described(path, '200').safeParse(response.json()).error?.issues).toBeUndefined();
  });

  it('that is a refusal is as described, too', async () => {
    const unknown = await built.app.inject('/api/v1/indicators/nothing/series');
    const wrong = await built.app.inject('/api/v1/overview?ara=county');
    const format = await built.app.inject('/api/v1/indicators/requests/series?format=docx');
    const series = '/api/v1/indicators/{id}/series';
    for (const [path, answer] of [
      [series, unknown],
      [series, format],
      ['/api/v1/overview', wrong],
    ] as const) {
      const schema = described(path, String(answer.statusCode), 'application/problem+json');
      expect(schema.safeParse(answer.json()).error?.issues).toBeUndefined();
    }
  });

  it('that is broken down is as described', async () => {
    const home = await homeWith(13);
    const breakdowns = (names: string) => `'"breakdowns":[${names}]'`;
    await change(
      home,
      13,
      `UPDATE catalogue SET document = replace(document::VARCHAR, ${breakdowns('')}, ${breakdowns('"kind"')});
       INSERT INTO full_breakdown BY NAME
         SELECT 'requests' AS indicator, 'county' AS area, 'kind' AS "by", 'new' AS "group",
           'calendar_year' AS grain, 'CY2023' AS period, DATE '2023-01-01' AS start, DATE '2023-12-31' AS "end",
           true AS complete, DATE '2023-12-31' AS covered_to, 'ok' AS status, 12 AS numerator, 12 AS value`,
    );
    const { app } = await build(home);
    const answer = (await app.inject('/api/v1/indicators/requests/series?breakdown=kind')).json();
    expect(answer.breakdown.groups).toHaveLength(1);
    const schema = described('/api/v1/indicators/{id}/series', '200');
    expect(schema.safeParse(answer).error?.issues).toBeUndefined();
  });

  it('to an upload, and the run that it names, are as described', async () => {
    const sha256 = createHash('sha256').update('id\r\n1').digest('hex');
    const reported = { file: 'a.csv', sha256, extract: null, period: null, outcome: 'rejected' } as const;
    const finding = { severity: 'error', code: 'column', row: null, column: 'id', value: null } as const;
    const findings = [{ ...finding, message: 'It is no column.', remedy: 'Take it out.' }];
    const report = { ...reported, rows: 1, quarantined: 1, findings, counts: { column: 1 } };
    const { app } = await build(await homeWith(11), undefined, undefined, {
      ingest: async function* () {
        yield { kind: 'done', files: [report] } as const;
      },
    });
    const boundary = 'waggle-boundary';
    const sent = await app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nid\r\n1\r\n--${boundary}--\r\n`,
    });
    const accepted = described('/api/v1/files', '202', 'application/json', 'post');
    expect(accepted.safeParse(sent.json()).error?.issues).toBeUndefined();
    const { run: address, page } = sent.json<{ run: string; page: string }>();
    await app.inject(page); // Waits until the run has ended.
    const run = await app.inject(address);
    expect(run.json()).toMatchObject({ state: 'done', files: [{ report: { outcome: 'rejected' } }] });
    expect(described('/api/v1/runs/{id}', '200').safeParse(run.json()).error?.issues).toBeUndefined();
  });

  it('with a field too many, or without one, is not as described', async () => {
    const series = described('/api/v1/indicators/{id}/series', '200');
    const answer = (await built.app.inject('/api/v1/indicators/plans-on-time/series')).json();
    const { points: _points, ...without } = answer;
    expect(series.safeParse({ ...answer, more: 1 }).success).toBe(false);
    expect(series.safeParse(without).success).toBe(false);
    expect(series.safeParse({ ...answer, grain: 'decade' }).success).toBe(false);
  });
});
