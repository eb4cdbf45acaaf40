import type { Database } from 'better-sqlite3';
import { initial } from './0001-initial.ts';
import { dataChoice } from './0002-data-choice.ts';
import { networkSizes } from './0003-network-sizes.ts';
import { probes } from './0004-probes.ts';
import { preparations } from './0005-preparations.ts';
import { networks } from './0006-networks.ts';
import { pointsInPages } from './0007-points-in-pages.ts';
import { orderOfInsertion } from './0008-order-of-insertion.ts';
import { notes } from './0009-notes.ts';
import { stagesByDefinition } from './0010-stages-by-definition.ts';
import { candidates } from './0011-candidates.ts';
import { testReadings } from './0012-test-readings.ts';
import { tunes } from './0013-tunes.ts';

/** SQL, or what must be found out by the program too. It runs in a transaction of its own. */
export type Migration = string | ((db: Database) => void);

/**
 * What leads from one version of the database to the next; the last one's number is this program's version of it.
 * What was released is never edited: a change is a further file.
 */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  dataChoice,
  networkSizes,
  probes,
  preparations,
  networks,
  pointsInPages,
  orderOfInsertion,
  notes,
  stagesByDefinition,
  candidates,
  testReadings,
  tunes,
];
