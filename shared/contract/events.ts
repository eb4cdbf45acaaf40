import { z } from 'zod';
import { Machine } from '../domain/machine.ts';
import { Figure, MetricBatch } from '../domain/metrics.ts';
import { Preparation } from '../domain/preparation.ts';
import { Probe } from '../domain/probe.ts';
import { TuneView } from '../domain/tune.ts';
import { RefusalRecord } from './refusal.ts';
import { ProjectCard, Settings, StageView } from './requests.ts';

/**
 * What the core tells every interface without being asked. A `metrics` event holds points that are already committed.
 * Events may be lost while a connection is down: after reconnecting, an interface asks for the view and for the curves
 * from its cursors on.
 */
export const CoreEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('metrics'),
    stageId: z.string(),
    trialId: z.string(),
    attempt: z.number().int(),
    batches: z.array(MetricBatch),
  }),
  /** State of a stage or one of its trials changed, or its answer; at most four times a second a stage. */
  z.object({ type: z.literal('stage'), view: StageView }),
  /** A project appeared, or its card shows another stage, status, decision or data; between these, `stage` tells (`cardWith`). */
  z.object({ type: z.literal('project'), card: ProjectCard }),
  /** A project is gone, with all that was in it. */
  z.object({ type: z.literal('projectDeleted'), projectId: z.string() }),
  /** A probe or a preparation of a project was made. */
  z.object({ type: z.literal('probe'), probe: Probe }),
  z.object({ type: z.literal('preparation'), preparation: Preparation }),
  /** How far a probe or a preparation is that somebody asked for: it waits for memory and its turn, is being made, or is over. */
  z.object({
    type: z.literal('job'),
    projectId: z.string(),
    kind: z.enum(['probe', 'prepare']),
    state: z.enum(['queued', 'running', 'over']),
  }),
  /** The same of the probe of one point of a stage [S6]. */
  z.object({
    type: z.literal('pointProbe'),
    stageId: z.string(),
    pointKey: z.string(),
    state: z.enum(['queued', 'running', 'over']),
  }),
  /** A guided run came further, asks something, or is over. */
  z.object({ type: z.literal('tune'), view: TuneView }),
  z.object({ type: z.literal('machine'), machine: Machine }),
  z.object({ type: z.literal('settings'), settings: Settings }),
  /** The home was removed, moved or replaced: everything was stopped, and every further request is refused with this sentence. */
  z.object({ type: z.literal('home'), problem: RefusalRecord }),
  /** How far reading a data set, or predicting for the rows of one, has come, 0 to 1. */
  z.object({ type: z.literal('reading'), source: z.string(), done: Figure }),
  /** Events were left out since this interface read too slowly: what it shows is to be asked for anew. */
  z.object({ type: z.literal('missed') }),
  /** The core ends what runs and takes up nothing new; its last word. */
  z.object({ type: z.literal('closing') }),
  /** From the desktop, not the core: this page was opened anew, since the one before had crashed, had no memory, or hung. */
  z.object({ type: z.literal('reopened'), why: z.enum(['crashed', 'memory', 'hung']) }),
]);
export type CoreEvent = z.infer<typeof CoreEvent>;
