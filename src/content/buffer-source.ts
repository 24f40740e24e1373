import { typeError } from './page-error';
import {
  apply,
  getterOf,
  isObject,
  knownGetterOf,
  NativeArrayBuffer,
  NativeUint8Array,
  uncurry,
} from './primordials';

const TypedArray: object = Object.getPrototypeOf(Uint8Array.prototype);
const { isView } = ArrayBuffer;
const bufferLength = knownGetterOf<number>(ArrayBuffer.prototype, 'byteLength');
const isResizable = getterOf<boolean>(ArrayBuffer.prototype, 'resizable');
/** Undefined for everything that is no typed array. */
const typedArrayName = knownGetterOf<string | undefined>(TypedArray, Symbol.toStringTag);
const setBytes = uncurry(Uint8Array.prototype.set);

const viewOf = (prototype: object) => ({
  buffer: knownGetterOf<object>(prototype, 'buffer'),
  offset: knownGetterOf<number>(prototype, 'byteOffset'),
  length: knownGetterOf<number>(prototype, 'byteLength'),
});
const typedArray = viewOf(TypedArray);
const dataView = viewOf(DataView.prototype);

const NOT_BYTES = "The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.";

/** By internal slot, so of any realm and whatever prototype it wears; false for shared memory. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  try {
    bufferLength(value);
    return true;
  } catch {
    return false;
  }
}

/** WebIDL's BufferSource: a copy of the bytes that the buffer or view shows now; none where it is detached. */
export function bufferSource(value: unknown): ArrayBuffer {
  if (!isObject(value)) throw typeError(NOT_BYTES);
  const view = apply(isView, undefined, [value])
    ? typedArrayName(value) === undefined
      ? dataView
      : typedArray
    : null;
  const buffer = view ? view.buffer(value) : value;
  if (!isArrayBuffer(buffer)) throw typeError(NOT_BYTES);
  if (isResizable?.(buffer)) throw typeError('The provided ArrayBuffer must not be resizable.');
  // A DataView's getters throw where its buffer is detached; the buffer's length is then 0.
  const whole = bufferLength(buffer);
  if (whole === 0) return new NativeArrayBuffer(0);
  const offset = view ? view.offset(value) : 0;
  const length = view ? view.length(value) : whole;
  const copy = new NativeArrayBuffer(length);
  setBytes(new NativeUint8Array(copy), new NativeUint8Array(buffer, offset, length));
  return copy;
}
