// Errors of the sandbox's own controls. What Microsoft says no with is not here: that is sandbox/entra/refusals.ts.

import type { CatalogueEntry } from '../error.ts';

export const sandboxErrors = {
  'sandbox-action-unknown': {
    title: 'The sandbox has no such action',
    message: 'Nothing was changed: the sandbox has no action {action}. It has: {known}.',
    next: 'See what each of them takes: mailgrant sandbox --actions',
    retry: 'never',
    http: 404,
    exit: 2,
  },
  'sandbox-input-invalid': {
    title: 'The sandbox does not understand the input of an action',
    message: 'Nothing was changed: {action} cannot use what it was given ({problem}).',
    next: 'This is an example of what it takes: {example}',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'sandbox-not-found': {
    title: 'The sandbox has nothing of that name',
    message: 'Nothing was changed: the sandbox has no {kind} {name}. It has: {known}.',
    next: 'Name one of those, or add it first: mailgrant sandbox --actions',
    retry: 'never',
    http: 404,
    exit: 2,
  },
  'sandbox-exists-already': {
    title: 'The sandbox has something of that name already',
    message: 'Nothing was changed: the sandbox has a {kind} {name} already, and names are given once.',
    next: 'Choose another name, or change the one that is there.',
    retry: 'never',
    http: 409,
    exit: 2,
  },
  'sandbox-transcript-no-dialog': {
    title: 'The transcript makes no dialog file',
    message: 'Transcript {id} cannot be written as a dialog file: {why}.',
    next: 'Record a shorter session of IMAP, POP or SMTP, or read the transcript as it is.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'sandbox-scenario-unreadable': {
    title: 'The scenario cannot be read',
    message: 'Nothing was changed: {file} is not a scenario ({problem}).',
    next: 'A scenario is YAML with a title and a list of steps; the ready ones are listed by: mailgrant sandbox --scenarios',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'sandbox-scenario-step': {
    title: 'A step of the scenario failed',
    message: 'Step {step} of {file} was not done: {problem} The steps before it have been done.',
    next: 'Correct the step and start the sandbox again.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
} as const satisfies Record<string, CatalogueEntry>;
