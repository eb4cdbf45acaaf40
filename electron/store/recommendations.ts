import type { Database } from 'better-sqlite3';
import type { Stage } from '#shared/domain/project.ts';
import { StageRecommendation } from '#shared/domain/recommendation.ts';
import { isDamage } from './damage.ts';
import { fromJson, toJson } from './json.ts';

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

  /** Null also where it is damaged: what it said is found anew from the stage's points, so nothing is lost. */
  read(stageId: string): StageRecommendation | null {
    try {
      const row = this.db
        .prepare<[string], { rule_version: number; content: string }>(
          'SELECT rule_version, content FROM recommendations WHERE stage_id = ?',
        )
        .get(stageId);
      if (!row) return null;
      const stored = { ...(fromJson(row.content) as object), ruleVersion: row.rule_version };
      return StageRecommendation.safeParse(stored).data ?? null;
    } catch (error) {
      if (error instanceof SyntaxError || isDamage(error)) return null;
      throw error;
    }
  }
}
