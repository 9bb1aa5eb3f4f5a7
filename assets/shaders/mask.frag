out vec4 result;
uniform sampler2D mask;
uniform vec4 tint; // premultiplied

void main() { result = tint * texelFetch(mask, ivec2(gl_FragCoord.xy), 0).r; }
