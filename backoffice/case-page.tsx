import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactRules } from '#accessibility/desk/contact-rules.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { CaseShown } from './case-here.server.ts';

type CasePageProps = {
  shown: CaseShown;
  title: string;
  errors?: readonly FieldError[] | undefined;
  children: ReactNode;
};

/** A page about one case: the way back, whose it is, and the contact rules fixed above whatever is done on it. */
export function CasePage({ shown, title, errors = [], children }: CasePageProps) {
  const { t } = useTranslation();
  const { caseId, name, reference, rules } = shown;
  return (
    <>
      <p className="case-back">
        <a href={`/cases/${caseId}`}>
          <bdi>{name}</bdi> {reference}
        </a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <ContactRules {...rules} />
      {children}
    </>
  );
}
