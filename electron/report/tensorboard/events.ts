import Pbf from 'pbf';
import type { Trial, TrialStatus } from '#shared/domain/trial.ts';

/*
 * TensorBoard's events as protocol buffers. The numbers are those of fields, from its definitions: event.proto, summary.proto, and
 * plugin_data.proto and api.proto of its plugin for hyperparameters.
 */

/** A figure under the name that TensorBoard shows it by. */
export type Scalar = readonly [tag: string, value: number];

/** What every file begins with: by which version of the format it was written. */
export const versionEvent = (seconds: number): Uint8Array =>
  message(event => {
    event.writeDoubleField(1, seconds);
    event.writeStringField(3, 'brain.Event:2');
  });

/**
 * Some figures of one step.
 * @param seconds since 1970
 */
export const scalarsEvent = (seconds: number, step: number, scalars: readonly Scalar[]): Uint8Array =>
  message(event => {
    event.writeDoubleField(1, seconds);
    event.writeVarintField(2, step);
    event.writeMessage(
      5,
      (all, summary) => {
        for (const one of all) summary.writeMessage(1, writeScalar, one);
      },
      scalars,
    );
  });

function writeScalar([tag, value]: Scalar, pbf: Pbf): void {
  pbf.writeStringField(1, tag);
  pbf.writeFloatField(2, value);
}

/** What a hyperparameter can be in TensorBoard. */
export type Setting = number | string | boolean;

/** What all trials of a folder have in common: which hyperparameters and which figures there are. */
export const experimentEvent = (
  seconds: number,
  settings: ReadonlyMap<string, Setting>,
  metrics: readonly string[],
): Uint8Array =>
  pluginEvent(seconds, '_hparams_/experiment', 2, experiment => {
    experiment.writeDoubleField(3, seconds);
    for (const [name, value] of settings)
      experiment.writeMessage(
        4,
        (_, info) => {
          info.writeStringField(1, name);
          info.writeVarintField(
            4,
            { string: 1, boolean: 2, number: 3 }[typeof value as 'string' | 'boolean' | 'number'],
          );
        },
        null,
      );
    for (const tag of metrics)
      experiment.writeMessage(
        5,
        (_, info) => info.writeMessage(1, (_none, name) => name.writeStringField(2, tag), null),
        null,
      );
  });

/** The hyperparameters of one trial. */
export const sessionStartEvent = (seconds: number, settings: ReadonlyMap<string, Setting>, group: string): Uint8Array =>
  pluginEvent(seconds, '_hparams_/session_start_info', 3, start => {
    for (const entry of settings) start.writeMessage(1, writeEntry, entry);
    start.writeStringField(4, group);
    start.writeDoubleField(5, seconds);
  });

/** How one trial ended. */
export const sessionEndEvent = (seconds: number, status: TrialStatus): Uint8Array =>
  pluginEvent(seconds, '_hparams_/session_end_info', 4, end => {
    end.writeVarintField(1, STATUS[status] ?? 0);
    end.writeDoubleField(2, seconds);
  });

/** 1: success, 2: failure, 3: running; what a person or the program cut short is none of them. */
const STATUS: Partial<Record<Trial['status'], number>> = { finished: 1, diverged: 2, failed: 2, running: 3 };

function writeEntry([name, value]: [string, Setting], pbf: Pbf): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, writeValue, value);
}

function writeValue(value: Setting, pbf: Pbf): void {
  if (typeof value === 'number') pbf.writeDoubleField(2, value);
  else if (typeof value === 'string') pbf.writeStringField(3, value);
  else pbf.writeBooleanField(4, value);
}

/** What the plugin for hyperparameters reads: not in the value, which is a tensor of a single zero, but in what is said of it. */
function pluginEvent(seconds: number, tag: string, field: number, write: (pbf: Pbf) => void): Uint8Array {
  const content = message(data => data.writeBytesField(field, message(write)));
  const value = message(pbf => {
    pbf.writeStringField(1, tag);
    pbf.writeBytesField(8, NULL_TENSOR);
    const plugin = message(of => {
      of.writeStringField(1, 'hparams');
      of.writeBytesField(2, content);
    });
    pbf.writeBytesField(
      9,
      message(metadata => metadata.writeBytesField(1, plugin)),
    );
  });
  return message(event => {
    event.writeDoubleField(1, seconds);
    event.writeBytesField(
      5,
      message(summary => summary.writeBytesField(1, value)),
    );
  });
}

/** `dtype` float, `tensor_shape` [1], `float_val` 0. */
const NULL_TENSOR = message(tensor => {
  const dimension = message(pbf => pbf.writeVarintField(1, 1));
  tensor.writeVarintField(1, 1);
  tensor.writeBytesField(
    2,
    message(shape => shape.writeBytesField(2, dimension)),
  );
  tensor.writePackedFloat(5, [0]);
});

function message(write: (pbf: Pbf) => void): Uint8Array {
  const pbf = new Pbf();
  write(pbf);
  return pbf.finish();
}
