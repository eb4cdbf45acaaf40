import { Refusal } from '#shared/contract/refusal.ts';
import type { BackendId } from '#shared/domain/hyperparameters.ts';
import type { ToTrainer } from '#shared/domain/trainer-protocol.ts';
import type { Subject } from '#shared/method/stages/stage-definition.ts';
import type { Job, Lent } from '../../hosts/hosts.ts';
import { type CountOomKills, MemoryWitness } from '../../hosts/memory.ts';
import type { TrialHosts } from '../../hosts/trial-hosts.ts';
import { type AnswerIn, askTrainer } from './ask-trainer.ts';

/** Who asks: a person, of a project, or a stage, for one of its points [S6]. */
export interface Asker {
  projectId: string;
  /** Left out: a person. */
  stage?: { stageId: string; pointKey: string } | undefined;
}

/** A probe or a preparation: one question to a trainer. */
export interface Question<T> extends Asker {
  kind: Exclude<Job['kind'], 'train'>;
  subject: Subject;
  backend: BackendId;
  message: ToTrainer;
  answerIn: AnswerIn<T>;
  /** Hears that its turn has come. */
  onStart?: () => void;
}

/** How far a question is. */
export interface QuestionState extends Asker {
  kind: Question<unknown>['kind'];
  state: 'queued' | 'running' | 'over';
}

/** A question in the queue. */
export interface QueuedQuestion extends Pick<Question<unknown>, 'kind' | 'projectId' | 'stage' | 'backend'> {
  run: () => Promise<void>;
  /** Ends it with that word to whoever asked, and its process where it has one. */
  stop: (why: Refusal) => void;
}

/** What questions need from the queue that they wait in. */
export interface QuestionsOptions {
  hosts: TrialHosts;
  freeMemory: () => number;
  countOomKills?: CountOomKills;
  /** Hears how far each question is. */
  tell: (state: QuestionState) => void;
  /** Hears that the foremost may be asked, if there is room for it. */
  pump: () => void;
}

/** How many are asked at once beside training, and how many more of a person's may wait. Those of a stage are as many as its points. */
const MOST = { atOnce: 2, waiting: 8 } as const;

/**
 * The questions in a queue of trials. They are short, and somebody waits for them: not behind trials, and a person not behind a stage. Of
 * either's the one that was put first comes first.
 */
export class Questions {
  private readonly waiting: QueuedQuestion[] = [];
  private readonly asking = new Set<QueuedQuestion>();
  private readonly options: QuestionsOptions;

  constructor(options: QuestionsOptions) {
    this.options = options;
  }

  /** @throws Refusal where a trainer says why there is no answer, is lost or stopped, and where too many of a person's wait already */
  ask<T>({ kind, projectId, stage, subject, backend, message, answerIn, onStart }: Question<T>): Promise<T> {
    const { hosts, freeMemory, countOomKills, pump } = this.options;
    const most = MOST.atOnce + MOST.waiting;
    const ofPersons = [...this.waiting, ...this.asking].filter(question => !question.stage).length;
    if (!stage && ofPersons >= most) return Promise.reject(new Refusal('error.busy.asking', { count: most }));
    return new Promise<T>((resolve, reject) => {
      let child: Lent | null = null;
      const question: QueuedQuestion = {
        kind,
        projectId,
        stage,
        backend,
        run: async () => {
          const witness = new MemoryWitness(countOomKills);
          witness.sawFree(freeMemory());
          onStart?.();
          child = hosts.lend({ kind, subject, trialId: null });
          await askTrainer(child, message, answerIn, witness).then(resolve, reject);
        },
        stop: why => {
          reject(why);
          child?.kill();
        },
      };
      this.waiting.push(question);
      this.tell(question, 'queued');
      pump();
    });
  }

  /** Which one is to be asked next; null: none waits, or as many as may are asked already. */
  get foremost(): QueuedQuestion | null {
    if (this.asking.size >= MOST.atOnce) return null;
    return this.waiting.find(({ stage }) => !stage) ?? this.waiting[0] ?? null;
  }

  /** How many are being asked. */
  get count(): number {
    return this.asking.size;
  }

  /** Asks the foremost one; resolves when it is over. */
  async begin(question: QueuedQuestion): Promise<void> {
    this.waiting.splice(this.waiting.indexOf(question), 1);
    this.asking.add(question);
    this.tell(question, 'running');
    await question.run().catch(error => question.stop(error));
    this.asking.delete(question);
    this.tell(question, 'over');
  }

  /**
   * Stops questions, asked or waiting.
   * @param wanted whose
   * @returns how many there were
   */
  stop(wanted: (asker: Asker) => boolean, why: Refusal): number {
    const waiting = this.waiting.filter(wanted);
    const asking = [...this.asking].filter(wanted);
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter(question => !wanted(question)));
    for (const question of [...waiting, ...asking]) question.stop(why);
    for (const question of waiting) this.tell(question, 'over');
    return waiting.length + asking.length;
  }

  private tell({ kind, projectId, stage }: QueuedQuestion, state: QuestionState['state']): void {
    this.options.tell({ kind, projectId, stage, state });
  }
}
