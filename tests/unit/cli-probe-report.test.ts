import { expect, it } from 'vitest';
import { probeReport } from '#electron/cli/probe-report.ts';
import { probeAnswer } from './page-probes.ts';

it('says that the rate was halved only where it was', () => {
  const reportOf = (passed: boolean, halvings: number) =>
    probeReport(probeAnswer({ check: { passed, halvings, lossBefore: 0.6, lossAfter: 0.8 } }));
  expect(reportOf(true, 0)).toContain('Checked: ');
  expect(reportOf(true, 2)).toContain('Halved 2 times');
  expect(reportOf(false, 0)).toContain('Not confirmed: ');
  expect(reportOf(false, 0)).not.toContain('alved');
  expect(reportOf(false, 1)).toMatch(/Not confirmed: .*halved/);
});
