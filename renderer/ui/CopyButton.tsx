import { useEffect, useState } from 'react';
import { useText } from '../app/context.ts';
import { QuietButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import hidden from './visually-hidden.module.css';

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ label, content }: { label: string; content(): string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <QuietButton
      aria-label={label}
      title={label}
      // Where the browser forbids it, nothing is claimed.
      onClick={() =>
        void navigator.clipboard.writeText(content()).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      <Icon name={copied ? 'check' : 'copy'} />
      <span role="status" className={hidden.text}>
        {copied && t('page.trial.copied')}
      </span>
    </QuietButton>
  );
}
