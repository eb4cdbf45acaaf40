import { useEffect, useState } from 'react';
import { eventSentence } from '#shared/domain/event-sentence.ts';
import { isTrouble, type LoggedEvent } from '#shared/domain/logged-event.ts';
import { useLanguage, useSession, useText } from '../app/context.ts';
import { sentenceOf } from '../app/use-action.ts';
import { useNow } from '../app/use-now.ts';
import { formatDayTime } from '../format.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorLine } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { DialogButtons, ModalDialog } from '../ui/ModalDialog.tsx';
import styles from './EventsDialog.module.css';

interface EventsDialogProps {
  projectId: string;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** What happened to a project while nobody looked, newest first. */
export function EventsDialog({ projectId, open, onOpenChange }: EventsDialogProps) {
  const t = useText();
  return (
    <ModalDialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={t('page.events.title')}
      description={t('page.events.about')}
    >
      {open && <EventList projectId={projectId} />}
      <DialogButtons>
        <Button onClick={() => onOpenChange(false)}>{t('page.close')}</Button>
      </DialogButtons>
    </ModalDialog>
  );
}

function EventList({ projectId }: { projectId: string }) {
  const t = useText();
  const { ask } = useSession();
  const [events, setEvents] = useState<readonly LoggedEvent[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    ask('events.list', { projectId }).then(setEvents, setFailure);
  }, [ask, projectId]);
  if (failure !== null) return <ErrorLine>{sentenceOf(failure, t)}</ErrorLine>;
  if (events === null) return <div className={styles.list} aria-busy="true" />;
  if (events.length === 0) return <p className={styles.none}>{t('page.events.none')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.list} tabIndex={0} aria-label={t('page.events.title')}>
      <ul>
        {events.map(event => (
          <EventLine key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function EventLine({ event }: { event: LoggedEvent }) {
  const t = useText();
  const language = useLanguage();
  const now = useNow();
  return (
    <li className={styles.event}>
      <time dateTime={new Date(event.at).toISOString()}>{formatDayTime(event.at, now, language)}</time>
      <span className={isTrouble(event) ? styles.trouble : styles.quiet}>
        {isTrouble(event) ? <Icon name="warn" label={t('page.events.trouble')} /> : <Icon name="log" />}
      </span>
      <span>{eventSentence(event, language)}</span>
    </li>
  );
}
