import { beforeEach, describe, expect, it } from 'vitest';
import { type Built, build, homeWith } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

describe('a chart', () => {
  it.each(['trend', 'areas', 'area-trends'])(
    'of kind %s comes as a picture, as Vega-Lite and as Vega',
    async (kind) => {
      const address = '/charts/plans-on-time';
      const picture = await built.app.inject(`${address}.svg?kind=${kind}&grain=month`);
      expect(picture.statusCode, built.log.join('\n')).toBe(200);
      expect(picture.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
      expect(picture.body).toMatch(/^<svg [\s\S]*New EHC plans issued within 20 weeks[\s\S]*<\/svg>$/);
      const vegaLite = await built.app.inject(`${address}.vl.json?kind=${kind}&size=narrow`);
      expect(vegaLite.json().$schema).toContain('vega-lite');
      const vega = await built.app.inject(`${address}.vg.json?kind=${kind}`);
      expect(vega.json().$schema).toContain('schema/vega/');
    },
  );

  it('is drawn even for an indicator that awaits its data', async () => {
    for (const kind of ['trend', 'areas', 'area-trends']) {
      const picture = await built.app.inject(`/charts/waiting.svg?kind=${kind}`);
      expect(picture.statusCode, built.log.join('\n')).toBe(200);
    }
  });

  it.each(['svg', 'png'])('that ends earlier is another picture, also as %s', async (format) => {
    const picture = async (more: string) =>
      (await built.app.inject(`/charts/plans-on-time.${format}?grain=month${more}`)).rawPayload;
    const whole = await picture('');
    const earlier = await picture('&to=2024-06');
    expect(earlier.equals(whole)).toBe(false);
    expect((await picture('&to=2024-06')).equals(earlier)).toBe(true);
  });

  it('refuses a grain that the indicator does not have', async () => {
    const response = await built.app.inject('/charts/requests.svg?grain=quarter');
    expect(response.json()).toMatchObject({ status: 400, valid: ['month', 'calendar_year'] });
  });
});
