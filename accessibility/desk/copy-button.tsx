import { useState } from 'react';
import { Button } from 'react-aria-components/Button';

type CopyButtonProps = { text: string; label: string; copied: string };

export function CopyButton({ text, label, copied }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  async function copy() {
    await navigator.clipboard.writeText(text);
    setSaid(copied);
  }
  return (
    <span className="copy">
      <Button className="button" data-kind="quiet" onPress={copy}>
        {label}
      </Button>{' '}
      <span role="status">{said}</span>
    </span>
  );
}
