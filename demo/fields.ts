/** Form fields with their label, hint and error, joined for assistive technology as well as for the eye. */
import { html, type Html } from './html.ts';

interface Field {
  label: string;
  name: string;
  value: string;
  error?: string | undefined;
  hint?: string;
}

interface TextField extends Field {
  type?: 'text' | 'email' | 'tel' | 'date' | 'password';
  autocomplete?: string;
  rows?: number;
}

export function textField({ type = 'text', autocomplete = 'off', rows, ...field }: TextField): Html {
  const control = rows
    ? html`<textarea id="${field.name}" name="${field.name}" rows="${rows}" ${described(field)}>
${field.value}</textarea>`
    : html`<input
        id="${field.name}"
        name="${field.name}"
        type="${type}"
        value="${field.value}"
        autocomplete="${autocomplete}"
        ${described(field)}
      />`;
  return labelled(field, control);
}

interface SelectField extends Field {
  options: readonly string[];
  /** How an option is shown; what is posted is the option itself. */
  shown?: (option: string) => string;
}

export function selectField({ options, shown = String, ...field }: SelectField): Html {
  const items = options.map(
    (option) => html`<option value="${option}" ${option === field.value && html`selected`}>${shown(option)}</option>`,
  );
  return labelled(
    field,
    html`<select id="${field.name}" name="${field.name}" ${described(field)}>
      ${field.value === '' && html`<option value="">–</option>`}${items}
    </select>`,
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export function radioGroup({ choices, ...field }: Field & { choices: readonly Choice[] }): Html {
  return html`<fieldset class="choices">
    <legend>${field.label}</legend>
    ${choices.map(
      (choice, index) =>
        html`<div class="choice">
          <input
            type="radio"
            id="${field.name}-${index + 1}"
            name="${field.name}"
            value="${choice.value}"
            ${choice.value === field.value && html`checked`}
          />
          <label for="${field.name}-${index + 1}">${choice.label}</label
          >${choice.hint && html`<span class="hint">${choice.hint}</span>`}
        </div>`,
    )}
    ${errorOf(field)}
  </fieldset>`;
}

export function checkbox({ name, label, checked, hint, error }: Omit<Field, 'value'> & { checked: boolean }): Html {
  return html`<div class="choice">
    <input type="checkbox" id="${name}" name="${name}" value="yes" ${checked && html`checked`} />
    <label for="${name}">${label}</label>${hint && html`<span class="hint">${hint}</span>`} ${errorOf({ name, error })}
  </div>`;
}

/** Stands above a form that was refused; each message stands beside its own field. */
export function errorSummary(title: string, errors: Record<string, string>): Html | false {
  return Object.keys(errors).length > 0 && html`<p class="alert" role="alert">${title}</p>`;
}

function labelled(field: Field, control: Html): Html {
  return html`<div class="field">
    <label for="${field.name}">${field.label}</label>
    ${control} ${field.hint && html`<span class="hint" id="${field.name}-hint">${field.hint}</span>`} ${errorOf(field)}
  </div>`;
}

function described(field: Field): Html | false {
  if (field.error) return html`aria-invalid="true" aria-describedby="${field.name}-error"`;
  return field.hint !== undefined && html`aria-describedby="${field.name}-hint"`;
}

function errorOf(field: { name: string; error?: string | undefined }): Html | false {
  return field.error !== undefined && html`<span class="error" id="${field.name}-error">${field.error}</span>`;
}
