import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Child } from '#electron/hosts/hosts.ts';
import { entryUrl } from '#electron/hosts/node/entries.ts';
import { startNodeChild } from '#electron/hosts/node/node-hosts.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FromTrainer } from '#shared/domain/trainer-protocol.ts';
import { hasMessage, LANGUAGES, text } from '#shared/messages/text.ts';
import { hyperparameters, joinBatches, preparedBytes, type TrialRecord } from './trainer-fixture.ts';

/** The module that a trainer process runs. */
export const ENTRY = entryUrl('trainer');

/** A folder for a file's tests, with the fixture's data in it, prepared. */
export function preparedFolder(): { folder: string; preparedFile: string } {
  const folder = mkdtempSync(join(tmpdir(), 'descent-trainer-'));
  const preparedFile = join(folder, 'prepared');
  beforeAll(() => writeFileSync(preparedFile, preparedBytes()));
  afterAll(() => rmSync(folder, { recursive: true }));
  return { folder, preparedFile };
}

/** A trainer process and what it said. */
export function startTrainer() {
  const child = startNodeChild(ENTRY);
  const messages: FromTrainer[] = [];
  const listeners = new Set<() => void>();
  child.onMessage(raw => {
    messages.push(FromTrainer.parse(raw));
    for (const listener of listeners) listener();
  });
  const exit = new Promise<string>(resolve => child.onExit(resolve));
  /** Resolves with the first message of a type. */
  const first = <T extends FromTrainer['type']>(type: T) =>
    new Promise<Extract<FromTrainer, { type: T }>>((resolve, reject) => {
      const look = () => {
        const found = messages.find(message => message.type === type);
        if (found) resolve(found as Extract<FromTrainer, { type: T }>);
      };
      listeners.add(look);
      look();
      void exit.then(detail => reject(new Error(`the trainer ended first: ${detail}`)));
    });
  /** Resolves with the end of its next trial; the process ends, or waits for another task where it said that it is free. */
  const ended = async () => {
    const before = messages.filter(({ type }) => type === 'ended').length;
    return new Promise<Extract<FromTrainer, { type: 'ended' }>>((resolve, reject) => {
      const look = () => {
        const end = messages.filter(message => message.type === 'ended')[before];
        if (end) resolve(end);
      };
      listeners.add(look);
      look();
      void exit.then(detail => reject(new Error(`the trainer ended first: ${detail}`)));
    });
  };
  return { child, messages, exit, first, ended };
}

/** What a trainer said of a trial, as a record. */
export function recordOf(messages: readonly FromTrainer[]): TrialRecord {
  const { type: _, kept: __, free: ___, ...end } = messages.at(-1) as Extract<FromTrainer, { type: 'ended' }>;
  const batches = messages.flatMap(message => (message.type === 'metrics' ? message.batches : []));
  return { end, series: joinBatches(batches), log: [] };
}

/** Tells a trainer process to train. */
export const startTrial = (
  child: Child,
  backend: BackendId,
  choice: Parameters<typeof hyperparameters>[0],
  file: string,
  part: { checkpoint?: Uint8Array | 'kept'; until?: number; trialId?: string } = {},
) => child.send({ type: 'train', hyperparameters: hyperparameters(choice), backend, preparedFile: file, ...part });

/** A reason must have a sentence in each language, with nothing left to fill in. */
export function expectSentence(reason: Reason | null): void {
  expect(hasMessage(reason?.key ?? '')).toBe(true);
  for (const language of LANGUAGES) expect(text(language, reason!.key, reason!.values)).not.toMatch(/[{}]/);
}
