import { z } from 'zod';
import { Machine } from '../domain/machine.ts';
import { MetricBatch } from '../domain/metrics.ts';
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
  /** A project appeared or its card changed. */
  z.object({ type: z.literal('project'), card: ProjectCard }),
  z.object({ type: z.literal('machine'), machine: Machine }),
  z.object({ type: z.literal('settings'), settings: Settings }),
  /** How far reading a data set has come, 0 to 1. */
  z.object({ type: z.literal('reading'), source: z.string(), done: z.number() }),
  /** The core ends what runs and takes up nothing new; its last word. */
  z.object({ type: z.literal('closing') }),
  /** From the desktop, not the core: this page was opened anew, since the one before had crashed, had no memory, or hung. */
  z.object({ type: z.literal('reopened'), why: z.enum(['crashed', 'memory', 'hung']) }),
]);
export type CoreEvent = z.infer<typeof CoreEvent>;
