//go:build !js

package ocr

import _ "embed"

//go:embed model/recogniser.onnx
var model []byte
