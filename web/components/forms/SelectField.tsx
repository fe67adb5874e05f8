export interface Choice {
  value: string;
  text: string;
}

/** A labelled list of choices; choices under a heading where they are grouped. */
export function SelectField({
  id,
  name,
  label,
  chosen,
  choices,
  groups = [],
}: {
  id: string;
  name: string;
  label: string;
  chosen: string;
  choices: Choice[];
  groups?: { label: string; choices: Choice[] }[];
}) {
  const option = ({ value, text }: Choice) => (
    <option key={value} value={value} selected={value === chosen}>
      {text}
    </option>
  );
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for={id}>
        {label}
      </label>{' '}
      <select class="govuk-select" id={id} name={name}>
        {choices.map(option)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.choices.map(option)}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
