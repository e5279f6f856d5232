export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <a className="back" href={href}>
      {label}
    </a>
  );
}
