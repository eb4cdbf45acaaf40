import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Progress } from '#electron/cli/progress.ts';
import { candidate, stageView } from './page-views.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('tells of a trial as often as before after the wall clock was set back', () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation(line => lines.push(String(line)) > 0);
  const isTTY = process.stderr.isTTY;
  process.stderr.isTTY = false;
  try {
    const progress = new Progress();
    const view = stageView([candidate(0.1, { status: 'running' })], {}, { remainingMs: 5000 });
    const show = () => progress.show(view);
    show();
    expect(lines).toHaveLength(1);
    vi.setSystemTime(Date.now() - 8 * 3_600_000);
    show();
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(2500);
    show();
    expect(lines).toHaveLength(2);
    vi.setSystemTime(Date.now() + 72 * 3_600_000);
    show();
    expect(lines).toHaveLength(2);
  } finally {
    process.stderr.isTTY = isTTY;
  }
});
