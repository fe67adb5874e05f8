import { Button } from './Button.tsx';
import { type Choice, SelectField } from './SelectField.tsx';

export interface Field {
  name: string;
  label: string;
  choices: Choice[];
  chosen: string;
}

/** A plain GET form of choices: every view has an address of its own. */
export function GetForm({ action, fields }: { action: string; fields: Field[] }) {
  return (
    <form
      class={fields.length === 1 ? 'filters filters-one' : 'filters'}
      action={action}
      method="get"
      aria-label="Choose what to show"
      autocomplete="off"
      data-live
    >
      {fields.map((field) => (
        <SelectField key={field.name} id={`choose-${field.name}`} {...field} />
      ))}
      <Button>Show</Button>
    </form>
  );
}
