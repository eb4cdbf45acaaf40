import { expect, it } from 'vitest';
import { advice } from '#electron/cli/ladder-report.ts';
import { rung, stageView } from './page-views.ts';

it('warns of a best rung that learns its rows by heart, and recommends another only where its metric is no worse', () => {
  const adviceWith = (value: number) =>
    advice(
      stageView([
        rung(0.01, { devLoss: 1.53, metric: { name: 'accuracy', value: 0.733 } }),
        rung(0.001, { rank: 2, devLoss: 0.504, metric: { name: 'accuracy', value } }),
      ]),
    );
  expect(adviceWith(0.769)).toMatch(/by heart.* 0\.001, or fewer steps, will do better/);
  expect(adviceWith(0.673)).toContain('still better: 73.3 % against 67.3 %');
  expect(adviceWith(0.673)).not.toContain('will do better');
});
