import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { sameWay, waysOf, withWay } from './prediction-choices.ts';
import { wayWords } from './split-words.ts';
import type { Data, Understood } from './use-data.ts';

interface SplitFieldProps {
  project: Project;
  data: Data;
  understood: Understood;
}

/** How rows come into train, dev and test, and why (M9); changed in place where there is more than chance. */
export function SplitField({ project, data, understood: { facts, report } }: SplitFieldProps) {
  const t = useText();
  const { split } = facts;
  const why = report.why.split;
  if (!split || !why) return null;
  const ways = waysOf(facts, report);
  return (
    <ChoiceField
      label={t('dataStep.split.way')}
      value={String(ways.findIndex(way => sameWay(way, split)))}
      choices={ways.map((way, i) => ({ value: String(i), label: wayWords(way, t) }))}
      plain={wayWords(split, t)}
      why={t(why.key, why.values)}
      busy={data.changing.busy}
      onChoose={chosen => {
        const way = ways[Number(chosen)];
        if (way) void data.change(withWay(project.choice, way));
      }}
    />
  );
}
