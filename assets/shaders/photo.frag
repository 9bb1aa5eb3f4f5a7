flat in vec4 form;
flat in float opacity;
in vec2 point, part;
out vec4 result;
uniform sampler2D photo;

void main() { result = texture(photo, part) * (covered(point, form.xy, form.z, form.w) * opacity); }
