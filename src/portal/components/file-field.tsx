// A picture to choose or take: label, hint, mistake, the picture that is there already, and the control.
import type { Page } from '../page.ts';
import { controlProps, FieldFrame } from './field.tsx';

type FileFieldProps = {
  readonly page: Page;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Opens the camera where the device has one. */
  readonly camera?: boolean;
  /** Cropped in the browser before it is sent, by the crop box of its form. */
  readonly crop?: boolean;
  /** Address of the picture that was sent before. */
  readonly picture?: string | undefined;
};

/** Named formats, not `image/*`: phones then turn their own format into JPEG before they send it. */
const accepted = 'image/jpeg,image/png,image/webp';

/** With scripts the picture is made smaller and shown before it is sent. */
export const FileField = (props: FileFieldProps) => (
  <FieldFrame {...props} optional={false} either={props.camera ?? false}>
    {props.picture !== undefined && (
      <img class="picture" src={props.picture} alt={props.page.say('apply.picture.sent', { what: props.label })} />
    )}
    <input
      {...controlProps(props)}
      required={props.picture === undefined && !props.crop}
      type="file"
      accept={accepted}
      capture={props.camera ? 'user' : undefined}
      data-picture={props.crop ? undefined : true}
      data-to-crop={props.crop}
    />
  </FieldFrame>
);
