flat in vec4 colour;
flat in vec3 form;
in vec2 point;
out vec4 result;

void main() { result = colour * covered(point, form.xy, 0.0, form.z); }
