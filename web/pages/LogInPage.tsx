import { Brand } from '../components/page/Brand.tsx';
import { Document } from '../components/page/Document.tsx';
import type { LogInProps } from '../props/frame.ts';

/** Who may come in. Nothing on it tells of any figure, or of whether a name is known. */
export function LogInPage(props: LogInProps) {
  const { assets, mode, problem, loggedOut } = props;
  const title = `${problem ? 'Error: ' : ''}${loggedOut ? 'You have logged out' : 'Log in'} – Waggle`;
  return (
    <Document title={title} assets={assets}>
      <a class="govuk-skip-link" href="#main">
        Skip to the main part
      </a>
      <header class="top">
        <div class="width top-row">
          <Brand />
        </div>
      </header>
      <main id="main" class="width" tabIndex={-1}>
        <div class="log-in">
          {problem && <ErrorSummary problem={problem} />}
          <h1>{loggedOut ? 'You have logged out' : 'Log in'}</h1>
          {mode === 'local' ? <PasswordForm {...props} /> : <ProviderLink {...props} />}
        </div>
      </main>
    </Document>
  );
}

function ErrorSummary({ problem }: { problem: string }) {
  return (
    <div class="govuk-error-summary" role="alert">
      <h2 class="govuk-error-summary__title">There is a problem</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          <li>
            <a href="#name">{problem}</a>
          </li>
        </ul>
      </div>
    </div>
  );
}

function PasswordForm({ csrf, name, returnTo, problem, loggedOut }: LogInProps) {
  const state = problem ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group';
  return (
    <>
      <p>
        {loggedOut
          ? 'Log in again to see the figures.'
          : 'To see the figures on children and young people with SEND, with the name and the password that the partnership’s analysts gave you.'}
      </p>
      <form action="/log-in" method="post" novalidate>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="return" value={returnTo} />
        <div class={state}>
          <label class="govuk-label" for="name">
            Name
          </label>
          {problem && (
            <p class="govuk-error-message" id="name-error">
              <span class="govuk-visually-hidden">Error:</span> {problem}
            </p>
          )}
          <input
            class={problem ? 'govuk-input govuk-input--error' : 'govuk-input'}
            id="name"
            name="name"
            type="text"
            value={name}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby={problem ? 'name-error' : undefined}
          />
        </div>
        <div class="govuk-form-group">
          <label class="govuk-label" for="password">
            Password
          </label>
          <input
            class="govuk-input"
            id="password"
            name="password"
            type="password"
            autocomplete="current-password"
          />
        </div>
        <button class="govuk-button" type="submit">
          Log in
        </button>
      </form>
      <p class="quiet">
        Forgotten it? The partnership’s analysts can give you a new one. On a machine that others use, log out
        when you have done.
      </p>
    </>
  );
}

function ProviderLink({ returnTo, loggedOut }: LogInProps) {
  return (
    <>
      <p>{loggedOut ? 'Log in again' : 'To see the figures, log in'} with your organisation’s account.</p>
      <p class="log-in-way">
        <a class="govuk-button" href={`/log-in?${new URLSearchParams({ return: returnTo })}`}>
          Log in
        </a>
      </p>
    </>
  );
}
