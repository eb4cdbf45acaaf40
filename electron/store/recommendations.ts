import type { Database } from 'better-sqlite3';
import { Refusal } from '#shared/contract/refusal.ts';
import type { Stage } from '#shared/domain/project.ts';
import { StageRecommendation } from '#shared/domain/recommendation.ts';
import { fromJson, toJson } from './rows/json.ts';

/** What stages' results said when they ended, a row a stage; so a list of projects needs no points. */
export class Recommendations {
  private readonly db: Database;

  constructor(db: Database) {
    this.db = db;
  }

  /** Null: that of before holds no more, and there is no other yet. */
  save({ id, projectId }: Pick<Stage, 'id' | 'projectId'>, recommendation: StageRecommendation | null): void {
    this.db.prepare('DELETE FROM recommendations WHERE stage_id = ?').run(id);
    if (!recommendation) return;
    const { ruleVersion, ...content } = recommendation;
    this.db
      .prepare('INSERT INTO recommendations (stage_id, project_id, rule_version, content) VALUES (?, ?, ?, ?)')
      .run(id, projectId, ruleVersion, toJson(content));
  }

  /** @throws Refusal where it is damaged */
  read(stageId: string): StageRecommendation | null {
    const row = this.db
      .prepare<[string], { rule_version: number; content: string }>(
        'SELECT rule_version, content FROM recommendations WHERE stage_id = ?',
      )
      .get(stageId);
    if (!row) return null;
    try {
      return StageRecommendation.parse({ ...(fromJson(row.content) as object), ruleVersion: row.rule_version });
    } catch (error) {
      throw new Refusal('error.store.damaged', { path: this.db.name, detail: `recommendations: ${String(error)}` });
    }
  }
}
