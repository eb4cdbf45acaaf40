import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { exportProject } from '#electron/report/export-project.ts';
import { openStore } from '#electron/store/open-store.ts';
import type { Store } from '#electron/store/store.ts';
import { maskedCrc } from '#shared/command/figures/event-file.ts';
import type { Project } from '#shared/domain/project.ts';
import type { Trial } from '#shared/domain/trial.ts';
import { temporaryHome } from '../tools/home.ts';
import { aProject, aStage, aTrial } from './store-fixtures.ts';

/** TensorBoard's messages, as far as they are written, read by a library that has no part in writing them. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; oneof what { string file_version = 3; Summary summary = 5; } }
  message Summary { repeated Value value = 1; }
  message Value { string tag = 1; SummaryMetadata metadata = 9; oneof value { float simple_value = 2; TensorProto tensor = 8; } }
  message SummaryMetadata { PluginData plugin_data = 1; }
  message PluginData { string plugin_name = 1; bytes content = 2; }
  message TensorProto { int32 dtype = 1; TensorShape tensor_shape = 2; repeated float float_val = 5; }
  message TensorShape { message Dim { int64 size = 1; } repeated Dim dim = 2; }
  message HParamsPluginData {
    int32 version = 1;
    oneof data { Experiment experiment = 2; SessionStartInfo session_start_info = 3; SessionEndInfo session_end_info = 4; }
  }
  message SessionStartInfo { map<string, Any> hparams = 1; string group_name = 4; double start_time_secs = 5; }
  message Any { oneof kind { double number_value = 2; string string_value = 3; bool bool_value = 4; } }
  message SessionEndInfo { int32 status = 1; double end_time_secs = 2; }
  message Experiment { double time_created_secs = 3; repeated HParamInfo hparam_infos = 4; repeated MetricInfo metric_infos = 5; }
  message HParamInfo { string name = 1; int32 type = 4; }
  message MetricInfo { MetricName name = 1; }
  message MetricName { string group = 1; string tag = 2; }
`);
const decoded = (type: string, bytes: Uint8Array) => root.lookupType(type).decode(bytes).toJSON();

/** CRC-32C bit by bit, as its definition says. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

interface Value {
  tag: string;
  simpleValue?: number | string;
  metadata?: { pluginData: { content: string } };
}

/** The events of a file, every CRC checked. */
function eventsIn(
  file: string,
): { wallTime: number; step?: string; fileVersion?: string; summary?: { value: Value[] } }[] {
  const bytes = readFileSync(file);
  const events = [];
  const checked = (part: Uint8Array, at: number) => {
    const unmasked = (bytes.readUInt32LE(at) - 0xa282ead8) >>> 0;
    expect(((unmasked >>> 17) | (unmasked << 15)) >>> 0).toBe(crc32c(part));
  };
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    const data = bytes.subarray(at + 12, at + 12 + length);
    checked(bytes.subarray(at, at + 8), at + 8);
    checked(data, at + 12 + length);
    events.push(decoded('Event', data));
    at += length + 16;
  }
  return events as ReturnType<typeof eventsIn>;
}

/** What the plugin for hyperparameters is told in a file. */
const toldIn = (events: ReturnType<typeof eventsIn>) =>
  events.flatMap(({ summary }) =>
    (summary?.value ?? []).flatMap(({ metadata }) =>
      metadata ? decoded('HParamsPluginData', Buffer.from(metadata.pluginData.content, 'base64')) : [],
    ),
  );

async function withProject(task: (store: Store, project: Project, trial: Trial) => Promise<void>): Promise<void> {
  const store = await openStore(temporaryHome());
  try {
    const project = aProject();
    const stage = aStage(project);
    const trial = aTrial(stage, { startedAt: 1_700_000_000_000, endedAt: 1_700_000_009_000, status: 'finished' });
    const never = aTrial(stage, { position: 1, startedAt: null, status: 'queued' });
    await store.saveProject(project);
    await store.saveStage(stage, [trial, never]);
    await store.beginAttempt(trial.id, 1, 0, 1_700_000_000_000);
    const column = (...values: number[]) => Float64Array.from(values);
    await store.appendPoints({
      trialId: trial.id,
      attempt: 1,
      batches: [
        {
          series: 'step',
          steps: column(0, 1),
          columns: {
            loss: column(2, Number.NaN),
            batchMetric: column(0.5, 0.75),
            learningRate: column(0.1, 0.1),
            stepMs: column(250, 250),
            updateRatio: column(0.001, 0.002),
          },
        },
        { series: 'layer', steps: column(0), columns: { 'dense1.weight': column(0.003) } },
        { series: 'eval', steps: column(0, 2), columns: { devLoss: column(2.5, 1.5), devMetric: column(0.25, 0.5) } },
      ],
    });
    const result = {
      ...{
        steps: 2,
        trainLoss: Number.NaN,
        devLoss: 1.5,
        devMetric: 0.5,
        seconds: 9,
        stepMs: 250,
        ratioMedian: 0.0015,
      },
      ...{ lowestDevLoss: 1.5, lowestAt: 2, lowestMetric: 0.5 },
    };
    await store.endAttempt({ ...trial, attempt: 1, result }, 'finished');
    await task(store, project, trial);
  } finally {
    await store.close();
  }
}

it('all points and hyperparameters of a project are there for TensorBoard [M4], each with its check sums', async () => {
  await withProject(async (store, project, trial) => {
    const folder = join(temporaryHome(), 'out');
    expect(await exportProject(store, project, 'tensorboard', folder)).toEqual({ folder, trials: 1 });
    const name = `00-${trial.point.key}`;
    expect(readdirSync(join(folder, 'learningRate-1'))).toEqual([name]);
    const [file] = readdirSync(join(folder, 'learningRate-1', name));
    const events = eventsIn(join(folder, 'learningRate-1', name, file as string));

    expect(events[0]).toEqual({ wallTime: 1_700_000_000, fileVersion: 'brain.Event:2' });
    const figures = events.flatMap(({ step, wallTime, summary }) =>
      (summary?.value ?? []).flatMap(({ tag, simpleValue }) =>
        simpleValue === undefined ? [] : [[Number(step ?? 0), wallTime - 1_700_000_000, tag, simpleValue]],
      ),
    );
    expect(figures).toEqual([
      [0, 0, 'train/loss', 2],
      [0, 0, 'train/metric', 0.5],
      [0, 0, 'train/learning_rate', Math.fround(0.1)],
      [0, 0, 'train/step_ms', 250],
      [0, 0, 'train/update_ratio', Math.fround(0.001)],
      [0, 0, 'update_ratio/dense1.weight', Math.fround(0.003)],
      [0, 0, 'dev/loss', 2.5],
      [0, 0, 'dev/metric', 0.25],
      [1, 0.25, 'train/loss', 'NaN'],
      [1, 0.25, 'train/metric', 0.75],
      [1, 0.25, 'train/learning_rate', Math.fround(0.1)],
      [1, 0.25, 'train/step_ms', 250],
      [1, 0.25, 'train/update_ratio', Math.fround(0.002)],
      [2, 0.5, 'dev/loss', 1.5],
      [2, 0.5, 'dev/metric', 0.5],
      [2, 0.5, 'best/dev_loss', 1.5],
      [2, 0.5, 'best/dev_metric', 0.5],
    ]);
    const [start, end] = toldIn(events);
    expect(start?.sessionStartInfo.hparams).toMatchObject({
      learningRate: { numberValue: trial.hyperparameters.learningRate },
      optimizer: { stringValue: 'sgd' },
      hidden: { stringValue: '128-64' },
      backend: { stringValue: trial.backend },
    });
    expect(end?.sessionEndInfo).toEqual({ status: 1, endTimeSecs: 1_700_000_009 });

    const [experiment] = readdirSync(folder).filter(one => one.startsWith('events'));
    const [told] = toldIn(eventsIn(join(folder, experiment as string)));
    expect(told?.experiment.metricInfos.map((one: { name: { tag: string } }) => one.name.tag)).toEqual([
      'best/dev_loss',
      'best/dev_metric',
    ]);
    const types = Object.fromEntries(
      told?.experiment.hparamInfos.map((one: { name: string; type: number }) => [one.name, one.type]),
    );
    expect(types).toMatchObject({ learningRate: 3, optimizer: 1, hidden: 1 });
  });
});

it('a project is a file a trial as CSV and JSON; a folder that holds something is left as it is', async () => {
  await withProject(async (store, project, trial) => {
    const folder = temporaryHome();
    for (const format of ['csv', 'json'] as const) {
      await exportProject(store, project, format, join(folder, format));
      expect(readdirSync(join(folder, format, 'learningRate-1'))).toEqual([`00-${trial.point.key}.${format}`]);
    }
    const csv = readFileSync(join(folder, 'csv', 'learningRate-1', `00-${trial.point.key}.csv`), 'utf8');
    expect(csv.split('\n')).toHaveLength(5);
    expect(csv).toContain('1,NaN,0.75,0.1,250,0.002,,,');

    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'mine'), 'mine');
    await expect(exportProject(store, project, 'csv', join(folder, 'full'))).rejects.toThrow('There is something in');
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine']);
    await expect(exportProject(store, project, 'csv', join(folder, 'full', 'mine', 'in'))).rejects.toThrow(
      'Choose another',
    );
  });
});

it('CRC-32C is the one that its definition gives', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32c(bytes)).toBe(0xe3069283);
  const unmasked = (maskedCrc(bytes) - 0xa282ead8) >>> 0;
  expect(((unmasked >>> 17) | (unmasked << 15)) >>> 0).toBe(0xe3069283);
});
