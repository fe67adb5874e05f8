export interface Choice {
  value: string;
  text: string;
}

export interface Field {
  name: string;
  label: string;
  choices: Choice[];
  chosen: string;
}

/** A plain GET form of choices: every view has an address of its own. */
export function GetForm({ action, fields }: { action: string; fields: Field[] }) {
  return (
    <form class="filters" action={action} method="get" aria-label="Choose what to show">
      {fields.map(({ name, label, choices, chosen }) => (
        <div key={name}>
          <label for={`choose-${name}`}>{label}</label>
          <select id={`choose-${name}`} name={name}>
            {choices.map(({ value, text }) => (
              <option key={value} value={value} selected={value === chosen}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit">Show</button>
    </form>
  );
}
