import type { DatasetFacts } from '#shared/domain/dataset.ts';
import type { Project } from '#shared/domain/project.ts';
import { useText } from '../app/context.ts';
import { SourceStatusBar } from '../data/SourceStatusBar.tsx';
import { StageLayout } from '../layout/StageLayout.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Tag } from '../ui/Tag.tsx';
import { LayersTable } from './LayersTable.tsx';
import { ModelHead } from './ModelHead.tsx';
import { NetworkList } from './NetworkList.tsx';
import { NetworkPanel } from './NetworkPanel.tsx';
import { type ProjectNetwork, useNetwork } from './use-network.ts';

/** The networks that fit a project's data, with their sizes, and what each of their layers does. */
export function ModelScreen({ project, facts }: { project: Project; facts: DatasetFacts }) {
  const t = useText();
  const network = useNetwork(project, facts);
  return (
    <StageLayout
      head={<ModelHead tag={<StateTag network={network} chosen={project.network !== null} />} />}
      main={
        <>
          <NetworkList network={network} facts={facts} />
          <LayersTable network={network.read.network} facts={facts} />
        </>
      }
      asideLabel={t('modelStep.aside')}
      aside={<NetworkPanel project={project} facts={facts} network={network} />}
      status={<SourceStatusBar source={facts.source} />}
    />
  );
}

function StateTag({ network: { changed }, chosen }: { network: ProjectNetwork; chosen: boolean }) {
  const t = useText();
  if (changed)
    return (
      <Tag tone="warn">
        <Icon name="warn" />
        {t('modelStep.state.draft')}
      </Tag>
    );
  return (
    <Tag tone="good">
      <Icon name="check" />
      {t(chosen ? 'modelStep.state.chosen' : 'modelStep.state.proposed')}
    </Tag>
  );
}
