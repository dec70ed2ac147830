import type { Rows } from './provider-error-row'

const parameters =
  "Compare what you send with the template's own parameters. For codes, use an authentication template with a copy-code or one-tap button."

/** What sending a template can meet. Source: Cloud API error codes, read in 2026. */
export const templateErrors: Rows = {
  131063: [
    400,
    'you',
    'after_fix',
    'Marketing templates are switched off for the account',
    'Switch them on in WhatsApp Manager, or use another category.',
  ],
  131064: [
    400,
    'you',
    'after_fix',
    'The account has reached its limit after templates of a wrong category',
    "Wait until Meta's enforcement period ends, and correct the templates' categories.",
  ],
  132000: [400, 'you', 'never', 'The template takes another number of parameters', parameters],
  132001: [
    404,
    'you',
    'after_fix',
    'The template does not exist in this language',
    'Create the template in this language, or wait for its approval.',
  ],
  132005: [
    400,
    'you',
    'never',
    "The template's text with its parameters is too long",
    'Shorten the parameters, or the template.',
  ],
  132007: [
    400,
    'you',
    'after_fix',
    "The template's content violates a policy of Meta's",
    "Change the template's content and submit it again.",
  ],
  132008: [
    400,
    'you',
    'never',
    'A parameter of the template has a value that Meta does not take',
    parameters,
  ],
  132012: [400, 'you', 'never', 'A parameter of the template has another format', parameters],
  132015: [
    400,
    'you',
    'after_fix',
    'Meta has paused the template for its quality',
    'Use another template, or wait until Meta unpauses it.',
  ],
  132016: [
    400,
    'you',
    'never',
    'Meta has disabled the template for its quality, for good',
    'Create another template.',
  ],
  132018: [400, 'you', 'never', "The template's parameters do not hold", parameters],
  132068: [400, 'you', 'after_fix', "The template's flow is blocked", 'Repair the flow in WhatsApp Manager.'],
  132069: [
    400,
    'you',
    'after_fix',
    "The template's flow is throttled",
    'Repair the flow in WhatsApp Manager; Meta throttles one that is unwell.',
  ],
}

/** The template's own state, as a number's health names it. */
export const templateStateErrors: Rows = {
  141002: [
    400,
    'you',
    'after_fix',
    'The template is not approved',
    'Wait for its approval, or change what Meta rejected.',
  ],
}

/** Subcodes of 100 that creating or changing a template can meet. Source: Business Management API errors, 2026. */
export const templateSubcodes: Readonly<Record<number, Rows>> = {
  100: {
    2388019: [
      400,
      'you',
      'after_fix',
      'The account has as many templates as Meta allows',
      'Delete templates that nobody uses.',
    ],
    2388023: [
      400,
      'you',
      'after_fix',
      'A template of this name and language is being deleted',
      'Choose another name, or wait: Meta keeps the name of a deleted template for 30 days.',
    ],
    2388024: [
      400,
      'you',
      'never',
      'There is a template of this name in this language already',
      'Choose another name, or change the one that there is.',
    ],
    2388039: [
      400,
      'you',
      'never',
      'This template cannot be changed',
      'A template that is approved changes once a day at most. Wait, or create another one.',
    ],
    2388040: [400, 'you', 'never', 'A part of the template is too long', 'Shorten it.'],
    2388047: [
      400,
      'you',
      'never',
      "The template's header is not as Meta wants it",
      'A header has one line, at most one variable, and no emoji or formatting.',
    ],
    2388072: [
      400,
      'you',
      'never',
      "The template's body is not as Meta wants it",
      'Give each variable an example; two line breaks in a row are the most.',
    ],
    2388073: [
      400,
      'you',
      'never',
      "The template's footer is not as Meta wants it",
      'A footer has one line, and no variables or formatting.',
    ],
    2388293: [
      400,
      'you',
      'never',
      'The template has too many variables for the length of its text',
      'Write more words around the variables, or take some of them out.',
    ],
    2388299: [
      400,
      'you',
      'never',
      'The template begins or ends with a variable',
      'Put words before the first variable and after the last.',
    ],
  },
}
